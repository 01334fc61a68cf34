/** What a line of an audit log tells, in the directory and in the tenant databases alike. */
import { integer, text } from "drizzle-orm/sqlite-core";
import type { AuditAction, AuditRecord } from "../../core/audit/actions.ts";

export const auditColumns = () => ({
  at: integer("at").notNull(),
  actorId: text("actor_id").notNull(),
  /** Names as they were. */
  actorName: text("actor_name").notNull(),
  impersonatorId: text("impersonator_id"),
  impersonatorName: text("impersonator_name"),
  address: text("address"),
  userAgent: text("user_agent"),
  action: text("action").$type<AuditAction>().notNull(),
  recordType: text("record_type").$type<AuditRecord>().notNull(),
  recordId: text("record_id").notNull(),
  recordLabel: text("record_label"),
  data: text("data", { mode: "json" }).$type<Record<string, unknown>>().notNull(),
});
