/** A lead as it is at one moment, as JSON that the database makes itself (`LeadImage` in core/imports/undo.ts). */
import { sql, type SQL } from "drizzle-orm";

/** What an import may write, and what shows that somebody has worked with the lead since. */
export const LEAD_COLUMNS = [
  "name",
  "phone",
  "phone_typed",
  "status",
  "source",
  "source_detail",
  "notes",
  "next_action",
  "assigned_to",
  "status_at",
  "lost_reason",
  "provenance",
  "do_not_call",
  "deleted_at",
  "deleted_by",
  "merged_into",
  "updated_at",
] as const;

export const DEMAND_COLUMNS = [
  "deal_type",
  "areas",
  "rooms_min",
  "rooms_max",
  "size_min",
  "size_max",
  "floor_min",
  "floor_max",
  "price_min",
  "price_max",
  "features",
  "note",
  "is_active",
  "provenance",
  "last_call",
  "updated_at",
] as const;

export const CONTACT_COLUMNS = ["kind", "value", "typed", "person"] as const;

const objectOf = (table: string, columns: readonly string[]): SQL =>
  sql.raw(`json_object(${columns.map((column) => `'${column}', ${table}.${column}`).join(", ")})`);

const countOf = (table: string): SQL => sql`(select count(*) from ${sql.raw(table)} as work
  where work.business_id = leads.business_id and work.lead_id = leads.id)`;

/** Null where there is no such lead. */
export const leadImage = (businessId: string, lead: SQL): SQL => sql`(select json_object(
    'lead', ${objectOf("leads", LEAD_COLUMNS)},
    'demands', json(coalesce((select json_group_object(it.id, ${objectOf("it", DEMAND_COLUMNS)}) from demands as it
      where it.business_id = leads.business_id and it.lead_id = leads.id), '{}')),
    'contacts', json(coalesce((select json_group_object(it.id, ${objectOf("it", CONTACT_COLUMNS)}) from lead_contacts as it
      where it.business_id = leads.business_id and it.lead_id = leads.id), '{}')),
    'tags', json(coalesce((select json_group_array(it.tag_id) from lead_tags as it
      where it.business_id = leads.business_id and it.lead_id = leads.id), '[]')),
    'work', ${countOf("lead_notes")} + ${countOf("lead_events")} + ${countOf("consents")} + ${countOf("lead_proposals")}
      + ${countOf("calls")} + (select count(*) from listings as work where work.business_id = leads.business_id
        and work.owner_lead_id = leads.id))
  from leads where leads.business_id = ${businessId} and leads.id = ${lead})`;
