/** The SQL behind a running call: what webhooks and the call object write and read. */
import { and, asc, desc, eq, isNotNull, isNull, ne, sql, type SQL } from "drizzle-orm";
import { union } from "drizzle-orm/sqlite-core";
import type { CallEventKind, EventRecord, TurnRecord, CallEnding } from "../../../../core/calls/call-record.ts";
import { costMicroUsd, type Usage } from "../../../../core/calls/cost.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { callEvents, calls, callTurns, leads } from "../../../db/tenant/schema.ts";
import { rawBatch } from "../../../db/raw-batch.ts";
import { nextActionStatement } from "../../leads/intake/queries.ts";
import { findLead, findLeadOfNumber } from "../../leads/queries.ts";

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

/** Whose lead it is: who may hear of its call. */
export async function findAssignee(scope: BusinessScope, leadId: string | null): Promise<string | null> {
  if (leadId === null) return null;
  const lead = await scope.db.query.leads.findFirst({
    columns: { assignedTo: true },
    where: and(eq(leads.businessId, scope.businessId), eq(leads.id, leadId)),
  });
  return lead?.assignedTo ?? null;
}

/** One thing to write of a running call. */
export type CallWrite =
  | { write: "answered"; at: number; model: string }
  | { write: "turn"; turn: TurnRecord }
  | { write: "event"; event: EventRecord }
  /** Of a call whose object has lost count of its events: goes behind all others, and once only. */
  | { write: "lateEvent"; event: Omit<EventRecord, "seq"> }
  | { write: "usage"; usage: Usage; model: string }
  | { write: "ended"; ending: CallEnding }
  /** A person has taken the call that had ended for the assistant. */
  | { write: "handedOff" };

/**
 * Writes a batch in one transaction. The same batch may come twice: every statement gives the same result again.
 * Written out, because a call writes a few times a second and building a statement costs more than carrying it.
 */
export async function writeCall(scope: BusinessScope, callId: string, batch: CallWrite[]): Promise<void> {
  if (batch.length === 0) return;
  const { $client: d1 } = scope.db;
  const statements = batch.map((entry) => statementOf(scope, callId, entry));
  // A rare thing: counted only in a batch that has one.
  if (batch.some((entry) => entry.write === "turn" && entry.turn.untranscribed))
    statements.push(d1.prepare(UNTRANSCRIBED).bind(scope.businessId, callId));
  await d1.batch(statements);
}

const ANSWERED = `update calls set status = 'live', answered_at = coalesce(answered_at, ?), realtime_model = ?
  where business_id = ? and id = ? and status <> 'ended'`;
const TURN = `insert into call_turns
  (business_id, call_id, seq, role, text, started_at, interrupted, heard_ms, untranscribed)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (business_id, call_id, seq) do update set
  role = excluded.role, text = excluded.text, started_at = excluded.started_at,
  interrupted = excluded.interrupted, heard_ms = excluded.heard_ms, untranscribed = excluded.untranscribed`;
const UNTRANSCRIBED = `update calls set untranscribed_turns =
  (select count(*) from call_turns t where t.business_id = ?1 and t.call_id = ?2 and t.untranscribed = 1)
  where business_id = ?1 and id = ?2`;
const NO_TURN = `delete from call_turns where business_id = ? and call_id = ? and seq = ?`;
const EVENT = `insert into call_events (business_id, call_id, seq, kind, at, data) values (?, ?, ?, ?, ?, ?)
  on conflict do nothing`;
const LATE_EVENT = `insert into call_events (business_id, call_id, seq, kind, at, data)
  select ?1, ?2, coalesce(max(seq), 0) + 1, ?3, ?4, ?5 from call_events
  where business_id = ?1 and call_id = ?2 having coalesce(sum(kind = ?3), 0) = 0`;
const USAGE = `update calls set usage = ?, cost_micro_usd = ? where business_id = ? and id = ?`;
const ENDED = `update calls set status = 'ended', ended_at = ?, end_reason = ?, failure_code = ?, call_back = ?
  where business_id = ? and id = ? and status <> 'ended'`;
const HANDED_OFF = `update calls set end_reason = 'handed_off', call_back = 0
  where business_id = ? and id = ? and status = 'ended'`;

function statementOf({ db: { $client: d1 }, businessId }: BusinessScope, callId: string, entry: CallWrite) {
  switch (entry.write) {
    case "answered":
      return d1.prepare(ANSWERED).bind(entry.at, entry.model, businessId, callId);
    case "turn": {
      const { seq, role, text, startedAt, interrupted, heardMs, untranscribed } = entry.turn;
      // A turn that was cut before a word of it was heard was never said.
      if (text === "" && !untranscribed) return d1.prepare(NO_TURN).bind(businessId, callId, seq);
      return d1
        .prepare(TURN)
        .bind(businessId, callId, seq, role, text, startedAt, interrupted ? 1 : 0, heardMs, untranscribed ? 1 : 0);
    }
    case "event": {
      const { seq, kind, at, data } = entry.event;
      return d1.prepare(EVENT).bind(businessId, callId, seq, kind, at, JSON.stringify(data));
    }
    case "lateEvent": {
      const { kind, at, data } = entry.event;
      return d1.prepare(LATE_EVENT).bind(businessId, callId, kind, at, JSON.stringify(data));
    }
    case "usage": {
      const cost = costMicroUsd(entry.model, entry.usage);
      return d1.prepare(USAGE).bind(JSON.stringify(entry.usage), cost, businessId, callId);
    }
    case "ended": {
      const { endedAt, reason, failure, callBack } = entry.ending;
      return d1.prepare(ENDED).bind(endedAt, reason, failure, callBack ? 1 : 0, businessId, callId);
    }
    case "handedOff":
      return d1.prepare(HANDED_OFF).bind(businessId, callId);
  }
}

/** For an object that has to take up a call it does not remember. */
export async function readCallMemory(scope: BusinessScope, callId: string) {
  const itsEvents = and(eq(callEvents.businessId, scope.businessId), eq(callEvents.callId, callId));
  const itsEventsOf = (kind: CallEventKind) => and(itsEvents, eq(callEvents.kind, kind));
  const [turns, [lastEvent], [reattached], [greeted]] = await scope.db.batch([
    scope.db
      .select({
        seq: callTurns.seq,
        role: callTurns.role,
        text: callTurns.text,
        startedAt: callTurns.startedAt,
        interrupted: callTurns.interrupted,
        heardMs: callTurns.heardMs,
        untranscribed: callTurns.untranscribed,
      })
      .from(callTurns)
      .where(and(eq(callTurns.businessId, scope.businessId), eq(callTurns.callId, callId)))
      .orderBy(asc(callTurns.seq)),
    scope.db.select({ seq: callEvents.seq }).from(callEvents).where(itsEvents).orderBy(desc(callEvents.seq)).limit(1),
    scope.db
      .select({ count: sql<number>`count(*)` })
      .from(callEvents)
      .where(itsEventsOf("stream_reattached")),
    scope.db.select({ data: callEvents.data }).from(callEvents).where(itsEventsOf("greeting_played")).limit(1),
  ]);
  return {
    turns,
    lastEventSeq: lastEvent?.seq ?? 0,
    reattachments: reattached?.count ?? 0,
    /** Calls of an earlier version did not say whether it was heard whole. */
    noticeHeard: greeted !== undefined && greeted.data["disclosed"] !== false,
  };
}

const EARLIER_CALLS = 3;

/** Of the caller: their lead, and what the last few calls were about. */
export async function readCallerKnowledge(scope: BusinessScope, phone: string, exceptCallId: string) {
  const leadId = await findLeadOfNumber(scope, phone);
  const lead = leadId === null ? undefined : await findLead(scope, leadId);
  const latest = (ofCaller: SQL) => {
    const some = scope.db
      .select({ id: calls.id, startedAt: calls.startedAt, summary: calls.summary })
      .from(calls)
      .where(
        and(eq(calls.businessId, scope.businessId), ofCaller, isNotNull(calls.summary), ne(calls.id, exceptCallId)),
      )
      .orderBy(desc(calls.startedAt))
      .limit(EARLIER_CALLS)
      .as("some");
    return scope.db.select().from(some);
  };
  // Each by its own index: what is asked for with "or" reads every call of the business, while the caller waits.
  const ofNumber = latest(eq(calls.from, phone));
  const found = lead ? await union(ofNumber, latest(eq(calls.leadId, lead.id))) : await ofNumber;
  const earlier = found.toSorted((one, other) => other.startedAt - one.startedAt).slice(0, EARLIER_CALLS);
  return {
    lead: lead ?? null,
    earlierCalls: earlier.map(({ startedAt, summary }) => ({ startedAt, summary: summary ?? "" })),
  };
}

export type CallSummed = { summary: string; outcome: string };
export type NextAction = { leadId: string; nextAction: string; now: number };

/**
 * The summary of a call and the next action of its lead, together and once: the job may come twice, also at the same
 * time, and by the second time a person may have written something else. Of a lead that has called again since, and whose
 * later call is summed up, the next action is that one's. `isNew` false: the call has its summary already. `gaveWay`: what
 * a person has written to do next stays.
 */
export async function setCallSummary(
  scope: BusinessScope,
  callId: string,
  summed: CallSummed,
  next: NextAction | null,
): Promise<{ isNew: boolean; gaveWay: boolean }> {
  const { db, businessId } = scope;
  const update = db
    .update(calls)
    .set(summed)
    .where(and(byId(scope, callId), isNull(calls.summary)))
    .returning({ id: calls.id });
  if (next === null) return { isNew: (await update).length > 0, gaveWay: false };
  const { leadId, nextAction, now } = next;
  const calledLater = sql`exists (select 1 from calls as later
    join calls as this on this.business_id = later.business_id and this.id = ${callId}
    where later.business_id = ${businessId} and later.lead_id = ${leadId} and later.summary is not null
      and later.started_at > this.started_at)`;
  const author = { by: "assistant", at: now, callId } as const;
  const [rows, , kept] = await rawBatch<{ gaveWay?: number }>(db, [
    update,
    // Right behind what it belongs to: `changes()` counts the rows of the statement before.
    nextActionStatement(scope, leadId, nextAction, { author, now }, sql`changes() > 0 and not ${calledLater}`),
    sql`select next_action is not ${nextAction} and not ${calledLater} as gaveWay from leads
      where business_id = ${businessId} and id = ${leadId} and deleted_at is null`,
  ]);
  return { isNew: (rows?.length ?? 0) > 0, gaveWay: kept?.[0]?.gaveWay === 1 };
}

export const linkLead = (scope: BusinessScope, callId: string, leadId: string) =>
  scope.db.update(calls).set({ leadId }).where(byId(scope, callId));
