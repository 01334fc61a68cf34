/** Leads and what belongs to them alone. Part of the tenant schema (schema.ts), whose rules hold here too. */
import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { CONSENT_CHANNELS, CONSENT_PURPOSES } from "../../../core/leads/consent.ts";
import { DEAL_TYPES } from "../../../core/leads/deal-types.ts";
import type { DemandFields } from "../../../core/leads/demand.ts";
import type { DoNotCall } from "../../../core/leads/do-not-call.ts";
import { LEAD_EVENT_KINDS } from "../../../core/leads/events.ts";
import type { Author, Provenance } from "../../../core/leads/provenance.ts";
import type { SourceDetail } from "../../../core/leads/source.ts";
import { STATUS_COLORS, STATUS_KINDS } from "../../../core/leads/status-rules.ts";

/**
 * The stages of a business. Each begins with five, whose ids are words (`new`, `contacted` …), written by a trigger when
 * its settings are (0009 of the migrations): a business that is founded in any way has them.
 */
export const leadStatuses = sqliteTable(
  "lead_statuses",
  {
    businessId: text("business_id").notNull(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    color: text("color", { enum: STATUS_COLORS }).notNull(),
    /** Order on the screen, from 0. */
    position: integer("position").notNull(),
    kind: text("kind", { enum: STATUS_KINDS }).notNull(),
    mayContact: integer("may_contact", { mode: "boolean" }).notNull(),
    asksReason: integer("asks_reason", { mode: "boolean" }).notNull(),
    /** Id of another: this one is being deleted, and its leads go there, a portion at a time. */
    movesTo: text("moves_to"),
  },
  (table) => [primaryKey({ columns: [table.businessId, table.id] })],
);

export const leads = sqliteTable(
  "leads",
  {
    businessId: text("business_id").notNull(),
    id: text("id").notNull(),
    name: text("name"),
    /** E.164 when it could be read as a number, else null: the first of `lead_contacts`, which has the others too. */
    phone: text("phone"),
    /** As it was given. */
    phoneTyped: text("phone_typed"),
    /** Id of one of the business's `lead_statuses`. */
    status: text("status").notNull(),
    source: text("source", { enum: ["call", "whatsapp", "form", "import", "manual"] }).notNull(),
    /**
     * These four are of before `demands` were: nobody reads them. A version of before that still writes them while a new
     * one is deployed is understood by a trigger.
     */
    dealType: text("deal_type", { enum: DEAL_TYPES }),
    area: text("area"),
    rooms: real("rooms"),
    /** New shekels, whole. */
    budget: integer("budget"),
    /** What is known of them, line by line; the assistant adds to it. Notes of people are in `lead_notes`. */
    notes: text("notes"),
    /** What to do next, as the summary of the last call proposes it or a person says it. */
    nextAction: text("next_action"),
    /** The colleague whose lead it is (a user of the directory); null: nobody's yet. */
    assignedTo: text("assigned_to"),
    /** The call that made it; null: none did. Whoever speaks in that call speaks of their own lead. */
    createdByCall: text("created_by_call"),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
    sourceDetail: text("source_detail", { mode: "json" }).$type<SourceDetail>(),
    /** When it came to its status; null: it was made with it. */
    statusAt: integer("status_at"),
    lostReason: text("lost_reason"),
    /** Who wrote what; null: nothing is known of it. */
    provenance: text("provenance", { mode: "json" }).$type<Provenance>(),
    doNotCall: text("do_not_call", { mode: "json" }).$type<DoNotCall>(),
    /** In the bin since then, and gone after `BIN_DAYS`. Also set of one that was merged into another. */
    deletedAt: integer("deleted_at"),
    deletedBy: text("deleted_by"),
    /** The lead that it has become part of. */
    mergedInto: text("merged_into"),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.id] }),
    uniqueIndex("leads_phone").on(table.businessId, table.phone),
    index("leads_updated").on(table.businessId, table.updatedAt, table.id),
    index("leads_assigned").on(table.businessId, table.assignedTo, table.updatedAt, table.id),
    index("leads_bin")
      .on(table.businessId, table.deletedAt)
      .where(sql`deleted_at is not null`),
    index("leads_status").on(table.businessId, table.status, table.id),
    index("leads_created")
      .on(table.businessId, table.createdAt, table.id)
      .where(sql`deleted_at is null and merged_into is null`),
  ],
);

/**
 * By what a lead is known again: phones and e-mails. A phone is one lead's alone; an e-mail may be of several, for who
 * types a colleague's must not take them over. Triggers put `leads.phone` here, whoever writes it.
 */
export const leadContacts = sqliteTable(
  "lead_contacts",
  {
    businessId: text("business_id").notNull(),
    id: text("id").notNull(),
    leadId: text("lead_id").notNull(),
    kind: text("kind", { enum: ["phone", "email"] }).notNull(),
    /** E.164, or an e-mail in lower case; null where it cannot be read as one. */
    value: text("value"),
    /** As it was given. */
    typed: text("typed").notNull(),
    /** Whose it is where several share a lead: "רוני". */
    person: text("person"),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.id] }),
    uniqueIndex("lead_contacts_phone")
      .on(table.businessId, table.value)
      .where(sql`kind = 'phone'`),
    index("lead_contacts_value").on(table.businessId, table.kind, table.value, table.leadId),
    index("lead_contacts_lead").on(table.businessId, table.leadId, table.createdAt, table.id),
    foreignKey({ columns: [table.businessId, table.leadId], foreignColumns: [leads.businessId, leads.id] }),
  ],
);

/** As `DemandFields` in core/leads/demand.ts. */
export const demands = sqliteTable(
  "demands",
  {
    businessId: text("business_id").notNull(),
    id: text("id").notNull(),
    leadId: text("lead_id").notNull(),
    dealType: text("deal_type", { enum: DEAL_TYPES }),
    areas: text("areas", { mode: "json" }).$type<string[]>().notNull(),
    roomsMin: real("rooms_min"),
    roomsMax: real("rooms_max"),
    sizeMin: integer("size_min"),
    sizeMax: integer("size_max"),
    floorMin: integer("floor_min"),
    floorMax: integer("floor_max"),
    priceMin: integer("price_min"),
    priceMax: integer("price_max"),
    features: text("features", { mode: "json" }).$type<DemandFields["features"]>().notNull(),
    note: text("note"),
    isActive: integer("is_active", { mode: "boolean" }).notNull(),
    provenance: text("provenance", { mode: "json" }).$type<Provenance>().notNull(),
    /** The call that spoke of it last: what it says next is of this one. */
    lastCall: text("last_call"),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.id] }),
    index("demands_lead").on(table.businessId, table.leadId, table.updatedAt, table.id),
    foreignKey({ columns: [table.businessId, table.leadId], foreignColumns: [leads.businessId, leads.id] }),
  ],
);

export const tags = sqliteTable(
  "tags",
  {
    businessId: text("business_id").notNull(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    /** The name as it is compared: one tag for one word. */
    nameKey: text("name_key").notNull(),
    color: text("color", { enum: STATUS_COLORS }).notNull(),
    createdAt: integer("created_at").notNull(),
    /** It is being taken off its leads: nobody sees it or puts it on any more, and its name is free. */
    closedAt: integer("closed_at"),
    /** Its leads get that one instead. */
    movesTo: text("moves_to"),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.id] }),
    uniqueIndex("tags_name").on(table.businessId, table.nameKey),
    index("tags_closed")
      .on(table.businessId, table.id)
      .where(sql`closed_at is not null`),
  ],
);

/** How many leads have a tag, of each agent ('' is nobody), without those in the bin; kept by triggers. */
export const leadTagCounts = sqliteTable(
  "lead_tag_counts",
  {
    businessId: text("business_id").notNull(),
    tagId: text("tag_id").notNull(),
    assignedTo: text("assigned_to").notNull(),
    count: integer("count").notNull(),
  },
  (table) => [primaryKey({ columns: [table.businessId, table.tagId, table.assignedTo] })],
);

export const leadTags = sqliteTable(
  "lead_tags",
  {
    businessId: text("business_id").notNull(),
    leadId: text("lead_id").notNull(),
    tagId: text("tag_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.leadId, table.tagId] }),
    index("lead_tags_tag").on(table.businessId, table.tagId, table.leadId),
    foreignKey({ columns: [table.businessId, table.leadId], foreignColumns: [leads.businessId, leads.id] }),
    foreignKey({ columns: [table.businessId, table.tagId], foreignColumns: [tags.businessId, tags.id] }),
  ],
);

/** What people of the office wrote down; their own they may change. */
export const leadNotes = sqliteTable(
  "lead_notes",
  {
    businessId: text("business_id").notNull(),
    id: text("id").notNull(),
    leadId: text("lead_id").notNull(),
    text: text("text").notNull(),
    /** A user of the directory and their name as it was. */
    authorId: text("author_id").notNull(),
    authorName: text("author_name").notNull(),
    at: integer("at").notNull(),
    editedAt: integer("edited_at"),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.id] }),
    index("lead_notes_lead").on(table.businessId, table.leadId, table.at, table.id),
    foreignKey({ columns: [table.businessId, table.leadId], foreignColumns: [leads.businessId, leads.id] }),
  ],
);

/** As `LeadEvent` in core/leads/events.ts. */
export const leadEvents = sqliteTable(
  "lead_events",
  {
    businessId: text("business_id").notNull(),
    id: text("id").notNull(),
    leadId: text("lead_id").notNull(),
    kind: text("kind", { enum: LEAD_EVENT_KINDS }).notNull(),
    at: integer("at").notNull(),
    actorId: text("actor_id"),
    actorName: text("actor_name"),
    data: text("data", { mode: "json" }).$type<Record<string, unknown>>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.id] }),
    index("lead_events_lead").on(table.businessId, table.leadId, table.at, table.id),
    foreignKey({ columns: [table.businessId, table.leadId], foreignColumns: [leads.businessId, leads.id] }),
  ],
);

/** As `Consent` in core/leads/consent.ts: a line for each yes and each no, and the latest holds. */
export const consents = sqliteTable(
  "consents",
  {
    businessId: text("business_id").notNull(),
    id: text("id").notNull(),
    leadId: text("lead_id").notNull(),
    channel: text("channel", { enum: CONSENT_CHANNELS }).notNull(),
    purpose: text("purpose", { enum: CONSENT_PURPOSES }).notNull(),
    isGiven: integer("is_given", { mode: "boolean" }).notNull(),
    at: integer("at").notNull(),
    evidence: text("evidence").notNull(),
    author: text("author", { mode: "json" }).$type<Author>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.id] }),
    index("consents_lead").on(table.businessId, table.leadId, table.at, table.id),
    foreignKey({ columns: [table.businessId, table.leadId], foreignColumns: [leads.businessId, leads.id] }),
  ],
);

/**
 * The order of the lists: a lead that changes gets a new number, the highest. `id` is the row of `lead_facets`, an FTS5
 * table which says by what it can be filtered (core/leads/facets.ts). Triggers write both, so that no way of changing a
 * lead forgets them.
 */
export const leadOrder = sqliteTable(
  "lead_order",
  {
    businessId: text("business_id").notNull(),
    leadId: text("lead_id").notNull(),
    id: integer("id").primaryKey({ autoIncrement: true }),
  },
  (table) => [uniqueIndex("lead_order_lead").on(table.businessId, table.leadId)],
);

/** How many leads there are, by status and by whose they are (empty: nobody's); those in the bin are not counted. Kept by triggers. */
export const leadCounts = sqliteTable(
  "lead_counts",
  {
    businessId: text("business_id").notNull(),
    status: text("status").notNull(),
    assignedTo: text("assigned_to").notNull(),
    count: integer("count").notNull(),
  },
  (table) => [primaryKey({ columns: [table.businessId, table.status, table.assignedTo] })],
);
