/** Forms by which people come in. Part of the tenant schema (schema.ts), whose rules hold here too. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { FormQuestion } from "../../../core/forms/form.ts";

/** As `FormFields` in core/forms/form.ts. Its address is in the directory (`form_addresses`), where the public finds it. */
export const leadForms = sqliteTable(
  "lead_forms",
  {
    businessId: text("business_id").notNull(),
    id: text("id").notNull(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    title: text("title").notNull(),
    intro: text("intro").notNull(),
    questions: text("questions", { mode: "json" }).$type<FormQuestion[]>().notNull(),
    consentText: text("consent_text").notNull(),
    marketingText: text("marketing_text"),
    thanks: text("thanks").notNull(),
    assignedTo: text("assigned_to"),
    isActive: integer("is_active", { mode: "boolean" }).notNull(),
    version: integer("version").notNull(),
    createdAt: integer("created_at").notNull(),
    /** People who came by it, and when the last one did. Counted as they come. */
    leads: integer("leads").notNull(),
    lastAt: integer("last_at"),
  },
  (table) => [primaryKey({ columns: [table.businessId, table.id] })],
);
