/**
 * A tenant database: the businesses' own data. Every key and index starts with `business_id`, and references within
 * a business carry it too, so that the database itself refuses a link across tenants. Times are Unix milliseconds.
 */
import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { auditColumns } from "../audit-columns.ts";
import { leads } from "./lead-tables.ts";
import type { BusinessSettings, CallLimits, TurnDetection } from "../../../core/business/settings.ts";
import { SEARCH_KINDS } from "../../../core/search/index-text.ts";

export * from "./duplicate-tables.ts";
export * from "./form-tables.ts";
export * from "./lead-tables.ts";
export * from "./import-tables.ts";
export * from "./lead-list-tables.ts";

export const businessSettings = sqliteTable("business_settings", {
  businessId: text("business_id").primaryKey(),
  assistantName: text("assistant_name").notNull(),
  aiPrompt: text("ai_prompt").notNull(),
  greeting: text("greeting").notNull(),
  voice: text("voice").notNull(),
  /** Null means: the platform's default model. */
  realtimeModel: text("realtime_model"),
  textModel: text("text_model"),
  transcribeModel: text("transcribe_model"),
  turnDetection: text("turn_detection", { mode: "json" }).$type<TurnDetection>().notNull(),
  limits: text("limits", { mode: "json" }).$type<CallLimits>().notNull(),
  /** Whom to ring when a person is needed; E.164, or null when nobody can be rung. */
  handoffPhone: text("handoff_phone"),
  /** Grows by one with each change; the agent snapshot carries it. */
  version: integer("version").notNull(),
  updatedAt: integer("updated_at").notNull(),
});

/**
 * The settings as each save left them, the newest `KEPT_VERSIONS` of a business (core/business/versions.ts). Written in
 * the same batch as the save. The first row is what stood there before the first save that was kept.
 */
export const settingsVersions = sqliteTable(
  "settings_versions",
  {
    businessId: text("business_id").notNull(),
    /** As in `business_settings`. */
    version: integer("version").notNull(),
    savedAt: integer("saved_at").notNull(),
    /** A user of the directory and their name as it was; null: nobody knows any more, or the business began with it. */
    savedBy: text("saved_by"),
    savedByName: text("saved_by_name"),
    impersonatorId: text("impersonator_id"),
    impersonatorName: text("impersonator_name"),
    /** Which values the save changed, by path, such as `greeting` and `limits.maxCallMs`. */
    changed: text("changed", { mode: "json" }).$type<string[]>().notNull(),
    /** Of a field that came later, earlier versions know nothing. */
    settings: text("settings", { mode: "json" }).$type<Partial<BusinessSettings>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.businessId, table.version] })],
);

export const calls = sqliteTable(
  "calls",
  {
    businessId: text("business_id").notNull(),
    id: text("id").notNull(),
    callSid: text("call_sid").notNull(),
    leadId: text("lead_id"),
    direction: text("direction", { enum: ["inbound", "outbound"] }).notNull(),
    from: text("from_number").notNull(),
    to: text("to_number").notNull(),
    status: text("status", { enum: ["ringing", "live", "ended"] }).notNull(),
    startedAt: integer("started_at").notNull(),
    answeredAt: integer("answered_at"),
    endedAt: integer("ended_at"),
    /** One of `EndReason` in core/calls/end-reason.ts. */
    endReason: text("end_reason"),
    /** One of `FailureCode` in core/calls/failure.ts; set when a dependency failed during the call. */
    failureCode: text("failure_code"),
    /** Somebody has to ring this caller back. */
    callBack: integer("call_back", { mode: "boolean" }).notNull().default(false),
    /** When somebody said that they have rung back, and who (a user of the directory, their name as it was). */
    calledBackAt: integer("called_back_at"),
    calledBackBy: text("called_back_by"),
    calledBackByName: text("called_back_by_name"),
    realtimeModel: text("realtime_model"),
    /** Millionths of a US dollar: what the models of this call cost, by the price table in core/calls/cost.ts. */
    costMicroUsd: integer("cost_micro_usd").notNull().default(0),
    /** Token counts as `Usage` in core/calls/cost.ts. */
    usage: text("usage", { mode: "json" }).$type<Record<string, number>>(),
    summary: text("summary"),
    outcome: text("outcome"),
    /** How many of the caller's turns could not be written down. */
    untranscribedTurns: integer("untranscribed_turns").notNull().default(0),
    /**
     * When the sweep last asked for the summary, or for the end of a call that has none; and how often for the summary:
     * one that fails is not asked for for ever.
     */
    summaryAskedAt: integer("summary_asked_at"),
    summaryAsks: integer("summary_asks").notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.id] }),
    uniqueIndex("calls_sid").on(table.businessId, table.callSid),
    index("calls_started").on(table.businessId, table.startedAt, table.id),
    index("calls_from").on(table.businessId, table.from, table.startedAt),
    index("calls_lead").on(table.businessId, table.leadId, table.startedAt),
    // The two lists of the sweep, read whole: they hold what is not finished yet, and nearly nothing else.
    index("calls_unsummarised")
      .on(table.businessId, table.endedAt)
      .where(sql`summary is null and summary_asks < 5 and status = 'ended'`),
    index("calls_open")
      .on(table.businessId, table.startedAt)
      .where(sql`status <> 'ended'`),
    // Callers whom nobody has rung back yet: listed and counted without looking at the others.
    index("calls_to_call_back")
      .on(table.businessId, table.startedAt, table.id)
      .where(sql`call_back = 1 and called_back_at is null`),
    // As the lists are ordered, to the last column: without it SQLite prefers the index that is, and reads every call.
    index("calls_lead_order").on(table.businessId, table.leadId, table.startedAt, table.id),
    index("calls_going_on")
      .on(table.businessId, table.startedAt, table.id)
      .where(sql`status <> 'ended'`),
    index("calls_lead_to_call_back")
      .on(table.businessId, table.leadId)
      .where(sql`call_back = 1 and called_back_at is null`),
    // The list narrowed to how calls ended.
    index("calls_end").on(table.businessId, table.endReason, table.startedAt, table.id),
    index("calls_failed")
      .on(table.businessId, table.startedAt, table.id)
      .where(sql`failure_code is not null`),
    foreignKey({ columns: [table.businessId, table.leadId], foreignColumns: [leads.businessId, leads.id] }),
  ],
);

/**
 * What somebody said of a lead whose number they only spoke: nobody knows that it is theirs, so it changes nothing until
 * a person says so. One for each call and lead.
 */
export const leadProposals = sqliteTable(
  "lead_proposals",
  {
    businessId: text("business_id").notNull(),
    leadId: text("lead_id").notNull(),
    callId: text("call_id").notNull(),
    name: text("name"),
    dealType: text("deal_type", { enum: ["buy", "rent", "sell", "let"] }),
    area: text("area"),
    rooms: real("rooms"),
    budget: integer("budget"),
    notes: text("notes"),
    /** Grows with each thing said, so that nobody applies what they have not seen. */
    version: integer("version").notNull(),
    saidAt: integer("said_at").notNull(),
    /** Null: nobody has looked at it yet. */
    decision: text("decision", { enum: ["applied", "dismissed"] }),
    /** A user of the directory. */
    decidedBy: text("decided_by"),
    decidedAt: integer("decided_at"),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.leadId, table.callId] }),
    index("lead_proposals_call").on(table.businessId, table.callId, table.saidAt),
    foreignKey({ columns: [table.businessId, table.leadId], foreignColumns: [leads.businessId, leads.id] }),
    foreignKey({ columns: [table.businessId, table.callId], foreignColumns: [calls.businessId, calls.id] }),
  ],
);

export const callTurns = sqliteTable(
  "call_turns",
  {
    businessId: text("business_id").notNull(),
    callId: text("call_id").notNull(),
    /** Order within the call, from 1. */
    seq: integer("seq").notNull(),
    role: text("role", { enum: ["caller", "assistant"] }).notNull(),
    /** What was said; of an interrupted assistant turn, the part that was heard (by share of its audio). */
    text: text("text").notNull(),
    startedAt: integer("started_at").notNull(),
    interrupted: integer("interrupted", { mode: "boolean" }).notNull().default(false),
    /** Milliseconds of an assistant turn's audio that the caller heard; null while it plays, and for the caller. */
    heardMs: integer("heard_ms"),
    /** The caller spoke, and the words could not be written down; the text is empty then. */
    untranscribed: integer("untranscribed", { mode: "boolean" }).notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.callId, table.seq] }),
    foreignKey({ columns: [table.businessId, table.callId], foreignColumns: [calls.businessId, calls.id] }),
  ],
);

export const callEvents = sqliteTable(
  "call_events",
  {
    businessId: text("business_id").notNull(),
    callId: text("call_id").notNull(),
    seq: integer("seq").notNull(),
    /** One of `CallEventKind` in core/calls/call-record.ts. */
    kind: text("kind").notNull(),
    at: integer("at").notNull(),
    data: text("data", { mode: "json" }).$type<Record<string, unknown>>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.callId, table.seq] }),
    foreignKey({ columns: [table.businessId, table.callId], foreignColumns: [calls.businessId, calls.id] }),
  ],
);

/**
 * What the search index holds: `id` is the row of `search_index`, an FTS5 table that drizzle has no words for (0008 of the
 * migrations). A record that is written anew gets a new one, so that the latest are read first.
 */
export const searchDocs = sqliteTable(
  "search_docs",
  {
    businessId: text("business_id").notNull(),
    kind: text("kind", { enum: SEARCH_KINDS }).notNull(),
    recordId: text("record_id").notNull(),
    id: integer("id").primaryKey({ autoIncrement: true }),
  },
  (table) => [uniqueIndex("search_docs_record").on(table.businessId, table.kind, table.recordId)],
);

/** Records that have changed since they were written to the index. Triggers write it, so that no way of writing forgets. */
export const searchPending = sqliteTable(
  "search_pending",
  {
    businessId: text("business_id").notNull(),
    kind: text("kind", { enum: SEARCH_KINDS }).notNull(),
    recordId: text("record_id").notNull(),
    /** Grows with each change: what changes while it is being indexed stays here. */
    changes: integer("changes").notNull(),
  },
  (table) => [primaryKey({ columns: [table.businessId, table.kind, table.recordId] })],
);

/** Who changed what in the business's own data. Triggers refuse to change or delete a line (0001 of the migrations). */
export const auditLog = sqliteTable(
  "audit_log",
  {
    businessId: text("business_id").notNull(),
    id: text("id").notNull(),
    ...auditColumns(),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.id] }),
    index("audit_log_at").on(table.businessId, table.at, table.id),
    index("audit_log_actor").on(table.businessId, table.actorId, table.at, table.id),
    index("audit_log_action").on(table.businessId, table.action, table.at, table.id),
    index("audit_log_actor_action").on(table.businessId, table.actorId, table.action, table.at, table.id),
  ],
);

export * from "./listings-schema.ts";
