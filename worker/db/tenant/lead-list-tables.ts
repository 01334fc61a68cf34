/** What belongs to the list of leads: saved views, and actions on many leads. Part of the tenant schema (schema.ts). */
import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { BULK_KINDS, BULK_STATES, type BulkAction, type BulkBefore } from "../../../core/leads/bulk.ts";
import type { ViewSettings } from "../../../core/leads/views.ts";
import type { LeadFilter } from "../../../core/leads/wire.ts";
import { leads } from "./lead-tables.ts";

export const leadViews = sqliteTable(
  "lead_views",
  {
    businessId: text("business_id").notNull(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    /** A user of the directory. */
    ownerId: text("owner_id").notNull(),
    /** Everybody of the business has it. */
    isShared: integer("is_shared", { mode: "boolean" }).notNull(),
    settings: text("settings", { mode: "json" }).$type<ViewSettings>().notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.id] }),
    index("lead_views_owner").on(table.businessId, table.ownerId, table.id),
    index("lead_views_shared")
      .on(table.businessId, table.id)
      .where(sql`is_shared = 1`),
  ],
);

/** One action on many leads. It goes on in pieces, each in a batch of its own that also moves `place`. */
export const leadBulkRuns = sqliteTable(
  "lead_bulk_runs",
  {
    businessId: text("business_id").notNull(),
    /** Given by who begins it: asked for twice, it is one. */
    id: text("id").notNull(),
    kind: text("kind", { enum: BULK_KINDS }).notNull(),
    action: text("action", { mode: "json" }).$type<BulkAction>().notNull(),
    /** Which leads: these … */
    ids: text("ids", { mode: "json" }).$type<string[]>(),
    /** … or those that match. */
    filter: text("filter", { mode: "json" }).$type<LeadFilter>(),
    actorId: text("actor_id").notNull(),
    actorName: text("actor_name").notNull(),
    state: text("state", { enum: BULK_STATES }).notNull(),
    /** Of `ids` how many are done; of those that match, the place in the order (`lead_order`) before which it goes on. */
    place: integer("place").notNull(),
    piece: integer("piece").notNull(),
    /** Looked at, changed, and taken back. */
    seen: integer("seen").notNull(),
    changed: integer("changed").notNull(),
    undone: integer("undone").notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  // Kept for days: the sweep goes over all there are.
  (table) => [primaryKey({ columns: [table.businessId, table.id] })],
);

/** What each lead was before, so that it can be taken back; kept for `BULK_KEPT_DAYS`. */
export const leadBulkChanges = sqliteTable(
  "lead_bulk_changes",
  {
    businessId: text("business_id").notNull(),
    runId: text("run_id").notNull(),
    leadId: text("lead_id").notNull(),
    piece: integer("piece").notNull(),
    before: text("before", { mode: "json" }).$type<BulkBefore>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.runId, table.leadId] }),
    index("lead_bulk_changes_piece").on(table.businessId, table.runId, table.piece, table.leadId),
    index("lead_bulk_changes_lead").on(table.businessId, table.leadId),
    foreignKey({
      columns: [table.businessId, table.runId],
      foreignColumns: [leadBulkRuns.businessId, leadBulkRuns.id],
    }),
    foreignKey({ columns: [table.businessId, table.leadId], foreignColumns: [leads.businessId, leads.id] }),
  ],
);
