/** What the dashboard reads of calls. What a running call writes is in record/. */
import { and, asc, desc, eq, getTableColumns, gt, gte, inArray, isNull, lt, sql, type SQL } from "drizzle-orm";
import type { z } from "zod";
import type { EventRecord } from "../../../core/calls/call-record.ts";
import type { EndReason } from "../../../core/calls/end-reason.ts";
import type { FailureCode } from "../../../core/calls/failure.ts";
import {
  MOST_COUNTED,
  type CallRecord,
  type CalledBack,
  type CallRead,
  type callFilterSchema,
  type CallSummary,
} from "../../../core/calls/wire.ts";
import type { PageQuery } from "../../../core/contract/paging.ts";
import { inOrder } from "../../db/in-order.ts";
import { after, pageFrom } from "../../db/keyset.ts";
import type { BusinessScope } from "../../db/scope.ts";
import { callEvents, calls, callTurns, leads } from "../../db/tenant/schema.ts";
import { leadColumns } from "../leads/queries.ts";
import { found } from "../leads/search.ts";

type CallRow = typeof calls.$inferSelect;
export type CallFilter = z.output<typeof callFilterSchema>;

/** Of its own business only: a lead is joined by both parts of its key. */
const itsLead = and(eq(leads.businessId, calls.businessId), eq(leads.id, calls.leadId), isNull(leads.deletedAt));

/** An agent who sees only their own sees the calls of their leads; the lead must be joined. */
const visibleCalls = ({ businessId, onlyOf }: BusinessScope) =>
  and(eq(calls.businessId, businessId), onlyOf === null ? undefined : eq(leads.assignedTo, onlyOf));

/** The number of whoever is at the other end. */
const otherEnd = sql`case when ${calls.direction} = 'outbound' then ${calls.to} else ${calls.from} end`;

/** By the key of the turns; ends at the first that is the caller's. */
const callerSpoke = sql<number>`exists (select 1 from ${callTurns} where ${callTurns.businessId} = ${calls.businessId}
  and ${callTurns.callId} = ${calls.id} and ${callTurns.role} = 'caller')`;

/*
 * Written as their indices are: SQLite uses an index of some rows only where the condition stands in the statement's
 * text, not in a parameter.
 */
const toCallBack = sql`${calls.callBack} = 1 and ${calls.calledBackAt} is null`;
const goesOn = sql`${calls.status} <> 'ended'`;
const hasFailed = sql`${calls.failureCode} is not null`;

function outcomeIs(outcome: CallFilter["outcome"]): SQL | undefined {
  if (outcome === undefined) return undefined;
  return outcome === "failed" ? hasFailed : eq(calls.endReason, outcome);
}

function waitsForCallBack(wanted: CallFilter["callBack"]): SQL | undefined {
  if (wanted === undefined) return undefined;
  return wanted ? toCallBack : sql`not (${toCallBack})`;
}

const listed = { call: getTableColumns(calls), leadName: leads.name, callerSpoke };

/**
 * Calls of one colleague's leads are found through these leads, not by going through everybody's until a page is full:
 * a cross join is what SQLite does in the order in which it is written. What is sorted then is that colleague's alone.
 */
const callsOfOne = ({ db, businessId }: BusinessScope, colleague: string, condition: SQL | undefined) =>
  db
    .select(listed)
    .from(leads)
    .crossJoin(calls)
    .where(and(eq(leads.businessId, businessId), eq(leads.assignedTo, colleague), itsLead, condition));

const callsOfAll = ({ db }: BusinessScope, condition: SQL | undefined) =>
  db.select(listed).from(calls).leftJoin(leads, itsLead).where(condition);

/** What the list is asked for: the words that were typed have become ids (service.ts). */
export type ListedFilter = Omit<CallFilter, "query"> & { among?: readonly string[] };

const conditionOf = (scope: BusinessScope, filter: ListedFilter) =>
  and(
    visibleCalls(scope),
    filter.among && sql`${calls.id} in (select value from json_each(${JSON.stringify(filter.among)}))`,
    filter.status && eq(calls.status, filter.status),
    filter.status && filter.status !== "ended" ? goesOn : undefined,
    filter.leadId === undefined ? undefined : eq(calls.leadId, filter.leadId),
    filter.assignedTo === undefined ? undefined : eq(leads.assignedTo, filter.assignedTo),
    outcomeIs(filter.outcome),
    filter.from === undefined ? undefined : gte(calls.startedAt, filter.from),
    filter.before === undefined ? undefined : lt(calls.startedAt, filter.before),
    waitsForCallBack(filter.callBack),
  );

/** Bounded: more than `most` are counted as `most`. */
export async function countCalls(scope: BusinessScope, filter: ListedFilter, most: number): Promise<number> {
  const some = scope.db
    .select({ one: sql`1`.as("one") })
    .from(calls)
    .leftJoin(leads, itsLead)
    .where(conditionOf(scope, filter))
    .limit(most)
    .as("some");
  const [row] = await scope.db.select({ count: sql<number>`count(*)` }).from(some);
  return row?.count ?? 0;
}

/** Latest first. */
export async function listCalls(scope: BusinessScope, page: PageQuery, filter: ListedFilter) {
  const condition = and(conditionOf(scope, filter), after(calls.startedAt, calls.id, page.cursor));
  const colleague = scope.onlyOf ?? filter.assignedTo;
  // Few are named: they are read by their keys, whosever they are.
  const isByKey = colleague === undefined || filter.among !== undefined;
  const rows = await (isByKey ? callsOfAll(scope, condition) : callsOfOne(scope, colleague, condition))
    // The index of the order would be gone through for a few that are named (`+`).
    .orderBy(filter.among ? sql`+${calls.startedAt} desc` : desc(calls.startedAt), desc(calls.id))
    .limit(page.limit + 1);
  const summaries = rows.map(({ call, ...others }) => summaryOf(call, others));
  return pageFrom(summaries, page.limit, (call) => ({ at: call.startedAt, id: call.id }));
}

/** Calls that go on are few, and in the index of the search only when they are over. */
export async function findLiveCallIds(scope: BusinessScope, query: string): Promise<string[]> {
  const rows = await scope.db
    .select({ id: calls.id })
    .from(calls)
    .leftJoin(leads, itsLead)
    .where(and(visibleCalls(scope), goesOn, found({ name: leads.name, numbers: [otherEnd] }, query)));
  return rows.map(({ id }) => id);
}

/** Those that this person may see, in the order of `ids`; 90 at most. Without what they cost. */
export async function findCallsById(scope: BusinessScope, ids: readonly string[]): Promise<CallSummary[]> {
  if (ids.length === 0) return [];
  const rows = await callsOfAll(scope, and(visibleCalls(scope), inArray(calls.id, [...ids])));
  const summaries = rows.map(({ call, ...others }) => ({ ...summaryOf(call, others), costMicroUsd: null }));
  return inOrder(summaries, ids);
}

/** How many callers wait to be rung back, `MOST_COUNTED` at most; of those that this person may see. */
export async function countToCallBack(scope: BusinessScope): Promise<number> {
  const one = { one: sql`1`.as("one") };
  const { db, businessId, onlyOf } = scope;
  const waiting =
    onlyOf === null
      ? db
          .select(one)
          .from(calls)
          .where(and(visibleCalls(scope), toCallBack))
      : // By their own leads, each of which has few calls, and not by whoever waits for somebody else.
        db
          .select(one)
          .from(leads)
          .crossJoin(calls)
          .where(and(eq(leads.businessId, businessId), eq(leads.assignedTo, onlyOf), itsLead, toCallBack));
  const some = waiting.limit(MOST_COUNTED).as("some");
  const [row] = await scope.db.select({ count: sql<number>`count(*)` }).from(some);
  return row?.count ?? 0;
}

/** The call with all that is on record of it, or of its words and events what is behind `read`; in one round trip. */
export async function findCall(
  scope: BusinessScope,
  callId: string,
  { turnsAfter = -1, eventsAfter = -1 }: CallRead = {},
): Promise<CallRecord | undefined> {
  const { db, businessId, onlyOf } = scope;
  const { businessId: _turn, callId: _turnCall, ...turnColumns } = getTableColumns(callTurns);
  const { businessId: _event, callId: _eventCall, ...eventColumns } = getTableColumns(callEvents);
  const thisCall = and(eq(calls.businessId, businessId), eq(calls.id, callId));
  const itsTurns = and(eq(callTurns.businessId, businessId), eq(callTurns.callId, callId));
  // The lead is a statement of its own: in a batch D1 names columns without their table, and a join would mix the two up.
  const [[call], [lead], turns, events, spoken] = await db.batch([
    db.select().from(calls).where(thisCall),
    db
      .select(leadColumns)
      .from(leads)
      .where(
        and(
          eq(leads.businessId, businessId),
          eq(leads.id, db.select({ id: calls.leadId }).from(calls).where(thisCall)),
          isNull(leads.deletedAt),
        ),
      ),
    db
      .select(turnColumns)
      .from(callTurns)
      .where(and(itsTurns, gt(callTurns.seq, turnsAfter)))
      .orderBy(asc(callTurns.seq)),
    db
      .select(eventColumns)
      .from(callEvents)
      .where(and(eq(callEvents.businessId, businessId), eq(callEvents.callId, callId), gt(callEvents.seq, eventsAfter)))
      .orderBy(asc(callEvents.seq)),
    db
      .select({ seq: callTurns.seq })
      .from(callTurns)
      .where(and(itsTurns, eq(callTurns.role, "caller")))
      .limit(1),
  ]);
  if (!call || (onlyOf !== null && lead?.assignedTo !== onlyOf)) return undefined;
  const { realtimeModel, usage, outcome } = call;
  const record = { realtimeModel, usage, outcome, turns, events: events as EventRecord[], lead: lead ?? null };
  return { ...summaryOf(call, { leadName: lead?.name ?? null, callerSpoke: spoken.length }), ...record };
}

/** Reasons and codes are text in the database and were written from the same lists. */
function summaryOf(call: CallRow, known: { leadName: string | null; callerSpoke: number }): CallSummary {
  const { businessId: _, realtimeModel: _model, usage: _usage, outcome: _outcome, ...others } = call;
  const { calledBackAt: _at, calledBackBy: _by, calledBackByName: _name, ...shown } = others;
  const { summaryAskedAt: _asked, summaryAsks: _asks, ...rest } = shown;
  return {
    ...rest,
    durationMs: call.answeredAt !== null && call.endedAt !== null ? call.endedAt - call.answeredAt : null,
    endReason: call.endReason as EndReason | null,
    failureCode: call.failureCode as FailureCode | null,
    calledBack: calledBackOf(call),
    callerSpoke: known.callerSpoke !== 0,
    leadName: known.leadName,
  };
}

type TickColumns = Pick<CallRow, "calledBackAt" | "calledBackBy" | "calledBackByName">;

export const calledBackOf = ({ calledBackAt, calledBackBy, calledBackByName }: TickColumns): CalledBack | null =>
  calledBackAt === null
    ? null
    : { at: calledBackAt, userId: calledBackBy ?? "", name: calledBackByName ?? "", email: null };
