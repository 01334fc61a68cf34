/** The SQL behind a running call: what webhooks and the call object write and read. */
import { and, asc, desc, eq, isNotNull, ne, or, sql } from "drizzle-orm";
import type { EventRecord, TurnRecord, CallEnding } from "../../../../core/calls/call-record.ts";
import { costMicroUsd, type Usage } from "../../../../core/calls/cost.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { callEvents, calls, callTurns, leads } from "../../../db/tenant/schema.ts";

export type NewCall = {
  id: string;
  callSid: string;
  from: string;
  to: string;
  startedAt: number;
  leadId: string | null;
};

/** Twilio may deliver the webhook twice: the row of the first stays. Answers with the call's id either way. */
export async function openCall(
  scope: BusinessScope,
  call: NewCall,
): Promise<{ id: string; created: boolean; ended: boolean }> {
  const inserted = await scope.db
    .insert(calls)
    .values({ businessId: scope.businessId, direction: "inbound", status: "ringing", ...call })
    .onConflictDoNothing()
    .returning({ id: calls.id });
  if (inserted[0]) return { id: inserted[0].id, created: true, ended: false };
  const known = await scope.db.query.calls.findFirst({
    columns: { id: true, status: true },
    where: bySid(scope, call.callSid),
  });
  if (!known) throw new Error("the call row is neither new nor there");
  return { id: known.id, created: false, ended: known.status === "ended" };
}

const bySid = (scope: BusinessScope, callSid: string) =>
  and(eq(calls.businessId, scope.businessId), eq(calls.callSid, callSid));
const byId = (scope: BusinessScope, id: string) => and(eq(calls.businessId, scope.businessId), eq(calls.id, id));

export type CallRow = typeof calls.$inferSelect;

export const findCallBySid = (scope: BusinessScope, callSid: string): Promise<CallRow | undefined> =>
  scope.db.query.calls.findFirst({ where: bySid(scope, callSid) });

export const findCall = (scope: BusinessScope, id: string): Promise<CallRow | undefined> =>
  scope.db.query.calls.findFirst({ where: byId(scope, id) });

/** One thing to write of a running call. */
export type CallWrite =
  | { write: "answered"; at: number; model: string }
  | { write: "turn"; turn: TurnRecord }
  | { write: "event"; event: EventRecord }
  | { write: "usage"; usage: Usage; model: string }
  | { write: "ended"; ending: CallEnding };

/** Writes a batch in one transaction. The same batch may come twice: every statement gives the same result again. */
export async function writeCall(scope: BusinessScope, callId: string, batch: CallWrite[]): Promise<void> {
  const statements = batch.map((entry) => statementOf(scope, callId, entry));
  const [first, ...rest] = statements;
  if (first) await scope.db.batch([first, ...rest]);
}

function statementOf(scope: BusinessScope, callId: string, entry: CallWrite) {
  const { db, businessId } = scope;
  switch (entry.write) {
    case "answered":
      return db
        .update(calls)
        .set({
          status: "live",
          answeredAt: sql`coalesce(${calls.answeredAt}, ${entry.at})`,
          realtimeModel: entry.model,
        })
        .where(and(byId(scope, callId), ne(calls.status, "ended")));
    case "turn": {
      const { seq, ...rest } = entry.turn;
      // A turn that was cut before a word of it was heard was never said.
      if (rest.text === "") {
        return db
          .delete(callTurns)
          .where(and(eq(callTurns.businessId, businessId), eq(callTurns.callId, callId), eq(callTurns.seq, seq)));
      }
      return db
        .insert(callTurns)
        .values({ businessId, callId, seq, ...rest })
        .onConflictDoUpdate({ target: [callTurns.businessId, callTurns.callId, callTurns.seq], set: rest });
    }
    case "event":
      return db
        .insert(callEvents)
        .values({ businessId, callId, ...entry.event })
        .onConflictDoNothing();
    case "usage":
      return db
        .update(calls)
        .set({ usage: entry.usage, costMicroUsd: costMicroUsd(entry.model, entry.usage) })
        .where(byId(scope, callId));
    case "ended":
      return db
        .update(calls)
        .set({
          status: "ended",
          endedAt: entry.ending.endedAt,
          endReason: entry.ending.reason,
          failureCode: entry.ending.failure,
          callBack: entry.ending.callBack,
        })
        .where(and(byId(scope, callId), ne(calls.status, "ended")));
  }
}

/** For an object that has to take up a call it does not remember. */
export async function readCallMemory(scope: BusinessScope, callId: string) {
  const [turns, [lastEvent], [reattached]] = await scope.db.batch([
    scope.db
      .select({
        seq: callTurns.seq,
        role: callTurns.role,
        text: callTurns.text,
        startedAt: callTurns.startedAt,
        interrupted: callTurns.interrupted,
        heardMs: callTurns.heardMs,
      })
      .from(callTurns)
      .where(and(eq(callTurns.businessId, scope.businessId), eq(callTurns.callId, callId)))
      .orderBy(asc(callTurns.seq)),
    scope.db
      .select({ seq: callEvents.seq })
      .from(callEvents)
      .where(and(eq(callEvents.businessId, scope.businessId), eq(callEvents.callId, callId)))
      .orderBy(desc(callEvents.seq))
      .limit(1),
    scope.db
      .select({ count: sql<number>`count(*)` })
      .from(callEvents)
      .where(
        and(
          eq(callEvents.businessId, scope.businessId),
          eq(callEvents.callId, callId),
          eq(callEvents.kind, "stream_reattached"),
        ),
      ),
  ]);
  return { turns, lastEventSeq: lastEvent?.seq ?? 0, reattachments: reattached?.count ?? 0 };
}

/** Of the caller: their lead, and what the last few calls were about. */
export async function readCallerKnowledge(scope: BusinessScope, phone: string, exceptCallId: string) {
  const lead = await scope.db.query.leads.findFirst({
    where: and(eq(leads.businessId, scope.businessId), eq(leads.phone, phone)),
  });
  const ofCaller = lead ? or(eq(calls.from, phone), eq(calls.leadId, lead.id)) : eq(calls.from, phone);
  const earlier = await scope.db
    .select({ startedAt: calls.startedAt, summary: calls.summary })
    .from(calls)
    .where(and(eq(calls.businessId, scope.businessId), ofCaller, isNotNull(calls.summary), ne(calls.id, exceptCallId)))
    .orderBy(desc(calls.startedAt))
    .limit(3);
  return {
    lead: lead ?? null,
    earlierCalls: earlier.map(({ startedAt, summary }) => ({ startedAt, summary: summary ?? "" })),
  };
}

export const setCallSummary = (scope: BusinessScope, callId: string, summary: { summary: string; outcome: string }) =>
  scope.db.update(calls).set(summary).where(byId(scope, callId));

export const linkLead = (scope: BusinessScope, callId: string, leadId: string) =>
  scope.db.update(calls).set({ leadId }).where(byId(scope, callId));

/** A caller who is known already: their call belongs to their lead from the first ring. */
export async function findLeadIdOfPhone(scope: BusinessScope, phone: string): Promise<string | null> {
  const lead = await scope.db.query.leads.findFirst({
    columns: { id: true },
    where: and(eq(leads.businessId, scope.businessId), eq(leads.phone, phone)),
  });
  return lead?.id ?? null;
}

/**
 * A person took the call after the assistant could not: nobody has to ring back. Told twice, it is noted once, because
 * the note is written only while the call does not say so yet.
 */
export async function markHandedOff(scope: BusinessScope, callSid: string, now: number): Promise<void> {
  // Written out: drizzle leaves the table's name away here, and the inner table would answer for the outer one.
  const nextSeq = sql<number>`(select coalesce(max(e.seq), 0) + 1 from call_events e
    where e.business_id = calls.business_id and e.call_id = calls.id)`;
  await scope.db.batch([
    scope.db.insert(callEvents).select(
      scope.db
        .select({
          businessId: calls.businessId,
          callId: calls.id,
          seq: nextSeq.as("seq"),
          kind: sql<string>`'handed_off'`.as("kind"),
          at: sql<number>`${now}`.as("at"),
          data: sql<Record<string, unknown>>`'{}'`.as("data"),
        })
        .from(calls)
        .where(and(bySid(scope, callSid), sql`${calls.endReason} is not 'handed_off'`)),
    ),
    scope.db.update(calls).set({ endReason: "handed_off", callBack: false }).where(bySid(scope, callSid)),
  ]);
}
