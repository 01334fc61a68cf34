/** Ticking off a call whose caller was to be rung back, and taking that back. */
import { and, eq, exists, isNull, sql, type SQL } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { BusinessScope } from "../../../db/scope.ts";
import { calls, leads } from "../../../db/tenant/schema.ts";

/** An agent who sees only their own: calls of their leads, as they are when the statement runs. */
function visibleCall(scope: BusinessScope, callId: string): SQL | undefined {
  const { db, businessId, onlyOf } = scope;
  const theirs =
    onlyOf === null
      ? undefined
      : exists(
          db
            .select({ one: sql`1` })
            .from(leads)
            .where(and(eq(leads.businessId, businessId), eq(leads.id, calls.leadId), eq(leads.assignedTo, onlyOf))),
        );
  return and(eq(calls.businessId, businessId), eq(calls.id, callId), theirs);
}

/** What a tick needs to know of a call; the transcript of a long one is thousands of rows. */
export async function findTickable(scope: BusinessScope, callId: string) {
  const { db, businessId } = scope;
  const [call] = await db
    .select({
      id: calls.id,
      callSid: calls.callSid,
      direction: calls.direction,
      from: calls.from,
      to: calls.to,
      callBack: calls.callBack,
      calledBackAt: calls.calledBackAt,
      calledBackBy: calls.calledBackBy,
      calledBackByName: calls.calledBackByName,
      leadName: leads.name,
      assignedTo: leads.assignedTo,
    })
    .from(calls)
    .leftJoin(leads, and(eq(leads.businessId, businessId), eq(leads.id, calls.leadId)))
    .where(visibleCall(scope, callId));
  return call;
}

type By = { at: number; userId: string; name: string };

const changed = { id: calls.id };

/** Of two people who tick at once one does, and the other finds it done. True: it was this one. */
export async function tick(scope: BusinessScope, callId: string, by: By, line: BatchItem<"sqlite">): Promise<boolean> {
  const update = scope.db
    .update(calls)
    .set({ calledBackAt: by.at, calledBackBy: by.userId, calledBackByName: by.name })
    .where(and(visibleCall(scope, callId), eq(calls.callBack, true), isNull(calls.calledBackAt)))
    .returning(changed);
  const [rows] = await scope.db.batch([update, line]);
  return rows.length > 0;
}

/** `at`: of the tick that is taken back. One that somebody has set since stays. */
export async function untick(
  scope: BusinessScope,
  callId: string,
  at: number,
  line: BatchItem<"sqlite">,
): Promise<boolean> {
  const update = scope.db
    .update(calls)
    .set({ calledBackAt: null, calledBackBy: null, calledBackByName: null })
    .where(and(visibleCall(scope, callId), eq(calls.calledBackAt, at)))
    .returning(changed);
  const [rows] = await scope.db.batch([update, line]);
  return rows.length > 0;
}
