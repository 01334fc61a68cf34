/** A call that is handed to a person: whether somebody has taken it, and what became of it. */
import { and, eq, exists, gte, ne, notExists, sql } from "drizzle-orm";
import type { CallEventKind } from "../../../../core/calls/call-record.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { callEvents, calls } from "../../../db/tenant/schema.ts";

const bySid = (scope: BusinessScope, callSid: string) =>
  and(eq(calls.businessId, scope.businessId), eq(calls.callSid, callSid));

/** Whether the call that is looked at has such an event, of `since` at the earliest. */
const hasEvent = (scope: BusinessScope, kind: CallEventKind, since = 0) =>
  scope.db
    .select({ one: sql`1` })
    .from(callEvents)
    .where(
      and(
        eq(callEvents.businessId, calls.businessId),
        eq(callEvents.callId, calls.id),
        eq(callEvents.kind, kind),
        gte(callEvents.at, since),
      ),
    );

/** Writes the event once, behind all others: told twice, it is noted once. */
function noteOnce(
  scope: BusinessScope,
  callSid: string,
  kind: CallEventKind,
  { at, data }: { at: number; data: Record<string, unknown> },
) {
  // Written out: drizzle leaves the table's name away here, and the inner table would answer for the outer one.
  const nextSeq = sql<number>`(select coalesce(max(e.seq), 0) + 1 from call_events e
    where e.business_id = calls.business_id and e.call_id = calls.id)`;
  const never = sql`not exists (select 1 from call_events e where e.business_id = calls.business_id
    and e.call_id = calls.id and e.kind in (${kind}, 'handed_off'))`;
  return scope.db.insert(callEvents).select(
    scope.db
      .select({
        businessId: calls.businessId,
        callId: calls.id,
        seq: nextSeq.as("seq"),
        kind: sql<string>`${kind}`.as("kind"),
        at: sql<number>`${at}`.as("at"),
        data: sql<Record<string, unknown>>`${JSON.stringify(data)}`.as("data"),
      })
      .from(calls)
      .where(and(bySid(scope, callSid), never)),
  );
}

/** A person has pressed the key: nobody has to ring back. */
export async function markHandedOff(scope: BusinessScope, callSid: string, now: number): Promise<void> {
  await scope.db.batch([
    noteOnce(scope, callSid, "handed_off", { at: now, data: {} }),
    scope.db.update(calls).set({ endReason: "handed_off", callBack: false }).where(bySid(scope, callSid)),
  ]);
}

/** Nobody has taken the call: somebody has to ring back. Does nothing to one that was taken. */
export async function markHandOffFailed(
  scope: BusinessScope,
  callSid: string,
  why: string,
  now: number,
): Promise<void> {
  await scope.db.batch([
    noteOnce(scope, callSid, "handoff_failed", { at: now, data: { why } }),
    scope.db
      .update(calls)
      .set({ callBack: true })
      .where(and(bySid(scope, callSid), notExists(hasEvent(scope, "handed_off")))),
  ]);
}

export async function wasHandedOff(scope: BusinessScope, callSid: string): Promise<boolean> {
  const rows = await scope.db
    .select({ id: calls.id })
    .from(calls)
    .where(and(bySid(scope, callSid), exists(hasEvent(scope, "handed_off"))))
    .limit(1);
  return rows.length > 0;
}

/** Ringing a person takes 25 s at the most, and their phone forwards at once or after some of that. */
const HANDING_OVER_MS = 60_000;

/** Whether a call of this number is being handed to a person at this moment. */
export async function isBeingHandedOver(
  scope: BusinessScope,
  { from, except, now }: { from: string; except: string; now: number },
): Promise<boolean> {
  const rows = await scope.db
    .select({ id: calls.id })
    .from(calls)
    .where(
      and(
        eq(calls.businessId, scope.businessId),
        eq(calls.from, from),
        ne(calls.callSid, except),
        exists(hasEvent(scope, "handoff_started", now - HANDING_OVER_MS)),
        notExists(hasEvent(scope, "handed_off")),
        notExists(hasEvent(scope, "handoff_failed")),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
