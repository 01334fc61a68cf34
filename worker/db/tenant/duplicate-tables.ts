/** Leads that may be one person, and what became of it. Part of the tenant schema (schema.ts), whose rules hold here too. */
import { foreignKey, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { DUPLICATE_REASONS, DUPLICATE_STATES, type MergeRecord } from "../../../core/leads/duplicates.ts";
import { leads } from "./lead-tables.ts";

/** Each reason for which two leads may be one. `oneId` is the smaller of the two, so that a pair stands here once. */
export const leadDuplicates = sqliteTable(
  "lead_duplicates",
  {
    businessId: text("business_id").notNull(),
    oneId: text("one_id").notNull(),
    otherId: text("other_id").notNull(),
    reason: text("reason", { enum: DUPLICATE_REASONS }).notNull(),
    /** What is the same: the number, the address, the name. */
    detail: text("detail").notNull(),
    foundAt: integer("found_at").notNull(),
    state: text("state", { enum: DUPLICATE_STATES }).notNull(),
    /** A user of the directory. */
    decidedBy: text("decided_by"),
    decidedAt: integer("decided_at"),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.oneId, table.otherId, table.reason] }),
    index("lead_duplicates_state").on(table.businessId, table.state, table.foundAt, table.oneId, table.otherId),
    index("lead_duplicates_other").on(table.businessId, table.otherId),
    foreignKey({ columns: [table.businessId, table.oneId], foreignColumns: [leads.businessId, leads.id] }),
    foreignKey({ columns: [table.businessId, table.otherId], foreignColumns: [leads.businessId, leads.id] }),
  ],
);

/** Leads that changed in something by which two are taken for one, and were not looked at since. Triggers write it. */
export const duplicatePending = sqliteTable(
  "duplicate_pending",
  {
    businessId: text("business_id").notNull(),
    leadId: text("lead_id").notNull(),
    /** Grows with each change: what changes while it is looked at stays here. */
    changes: integer("changes").notNull(),
  },
  (table) => [primaryKey({ columns: [table.businessId, table.leadId] })],
);

/** What a merge has done, whole, so that it can be taken back for `UNDO_DAYS`. */
export const leadMerges = sqliteTable(
  "lead_merges",
  {
    businessId: text("business_id").notNull(),
    id: text("id").notNull(),
    /** The lead that stayed. */
    leadId: text("lead_id").notNull(),
    /** The lead that became part of it. */
    mergedId: text("merged_id").notNull(),
    mergedAt: integer("merged_at").notNull(),
    /** A user of the directory and their name as it was. */
    mergedBy: text("merged_by").notNull(),
    mergedByName: text("merged_by_name").notNull(),
    record: text("record", { mode: "json" }).$type<MergeRecord>().notNull(),
    undoneAt: integer("undone_at"),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.id] }),
    index("lead_merges_lead").on(table.businessId, table.leadId, table.mergedAt, table.id),
    foreignKey({ columns: [table.businessId, table.leadId], foreignColumns: [leads.businessId, leads.id] }),
    foreignKey({ columns: [table.businessId, table.mergedId], foreignColumns: [leads.businessId, leads.id] }),
  ],
);
