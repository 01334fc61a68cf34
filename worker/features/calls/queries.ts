/** What the dashboard reads of calls. What a running call writes is in record/. */
import { and, asc, desc, eq, getTableColumns, sql } from "drizzle-orm";
import type { z } from "zod";
import type { EventRecord } from "../../../core/calls/call-record.ts";
import type { EndReason } from "../../../core/calls/end-reason.ts";
import type { FailureCode } from "../../../core/calls/failure.ts";
import type { CallDetail, callFilterSchema, CallSummary } from "../../../core/calls/wire.ts";
import type { PageQuery } from "../../../core/contract/paging.ts";
import { after, pageFrom } from "../../db/keyset.ts";
import type { BusinessScope } from "../../db/scope.ts";
import { callEvents, calls, callTurns, leads } from "../../db/tenant/schema.ts";
import { leadColumns } from "../leads/queries.ts";
import { found } from "../leads/search.ts";

type CallRow = typeof calls.$inferSelect;
export type CallFilter = z.output<typeof callFilterSchema>;

/** Of its own business only: a lead is joined by both parts of its key. */
const itsLead = and(eq(leads.businessId, calls.businessId), eq(leads.id, calls.leadId));

/** An agent who sees only their own sees the calls of their leads; the lead must be joined. */
const visibleCalls = ({ businessId, onlyOf }: BusinessScope) =>
  and(eq(calls.businessId, businessId), onlyOf === null ? undefined : eq(leads.assignedTo, onlyOf));

/** The number of whoever is at the other end. */
const otherEnd = sql`case when ${calls.direction} = 'outbound' then ${calls.to} else ${calls.from} end`;

/** Latest first. */
export async function listCalls(scope: BusinessScope, page: PageQuery, filter: CallFilter) {
  const rows = await scope.db
    .select({ call: getTableColumns(calls), leadName: leads.name })
    .from(calls)
    .leftJoin(leads, itsLead)
    .where(
      and(
        visibleCalls(scope),
        filter.status && eq(calls.status, filter.status),
        filter.leadId === undefined ? undefined : eq(calls.leadId, filter.leadId),
        found({ name: leads.name, numbers: [otherEnd] }, filter.query),
        filter.callBack === undefined ? undefined : eq(calls.callBack, filter.callBack),
        after(calls.startedAt, calls.id, page.cursor),
      ),
    )
    .orderBy(desc(calls.startedAt), desc(calls.id))
    .limit(page.limit + 1);
  const summaries = rows.map(({ call, leadName }) => summaryOf(call, leadName));
  return pageFrom(summaries, page.limit, (call) => ({ at: call.startedAt, id: call.id }));
}

/** The call with all that is on record of it, in one round trip. */
export async function findCall(scope: BusinessScope, callId: string): Promise<CallDetail | undefined> {
  const { db, businessId, onlyOf } = scope;
  const { businessId: _turn, callId: _turnCall, ...turnColumns } = getTableColumns(callTurns);
  const { businessId: _event, callId: _eventCall, ...eventColumns } = getTableColumns(callEvents);
  const thisCall = and(eq(calls.businessId, businessId), eq(calls.id, callId));
  // The lead is a statement of its own: in a batch D1 names columns without their table, and a join would mix the two up.
  const [[call], [lead], turns, events] = await db.batch([
    db.select().from(calls).where(thisCall),
    db
      .select(leadColumns)
      .from(leads)
      .where(
        and(
          eq(leads.businessId, businessId),
          eq(leads.id, db.select({ id: calls.leadId }).from(calls).where(thisCall)),
        ),
      ),
    db
      .select(turnColumns)
      .from(callTurns)
      .where(and(eq(callTurns.businessId, businessId), eq(callTurns.callId, callId)))
      .orderBy(asc(callTurns.seq)),
    db
      .select(eventColumns)
      .from(callEvents)
      .where(and(eq(callEvents.businessId, businessId), eq(callEvents.callId, callId)))
      .orderBy(asc(callEvents.seq)),
  ]);
  if (!call || (onlyOf !== null && lead?.assignedTo !== onlyOf)) return undefined;
  const { realtimeModel, usage, outcome } = call;
  const record = { realtimeModel, usage, outcome, turns, events: events as EventRecord[], lead: lead ?? null };
  return { ...summaryOf(call, lead?.name ?? null), ...record };
}

/** Reasons and codes are text in the database and were written from the same lists. */
function summaryOf(call: CallRow, leadName: string | null): CallSummary {
  const { businessId: _, realtimeModel: _model, usage: _usage, outcome: _outcome, ...others } = call;
  const { summaryAskedAt: _asked, summaryAsks: _asks, ...rest } = others;
  return {
    ...rest,
    durationMs: call.answeredAt !== null && call.endedAt !== null ? call.endedAt - call.answeredAt : null,
    endReason: call.endReason as EndReason | null,
    failureCode: call.failureCode as FailureCode | null,
    leadName,
  };
}
