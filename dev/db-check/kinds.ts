/** The kinds of database there are. */
import { join } from "node:path";
import * as directorySchema from "../../worker/db/directory/schema.ts";
import * as tenantSchema from "../../worker/db/tenant/schema.ts";
import { ROOT } from "../start/settings.ts";
import type { Checked } from "./check.ts";

/** Drizzle's schema has no triggers; these two keep the audit log from being rewritten. */
const APPEND_ONLY = ["trigger audit_log_no_update", "trigger audit_log_no_delete"];

/** The full-text index, and what keeps it up to date. */
const SEARCH = [
  "virtual table search_index",
  "trigger search_lead_made",
  "trigger search_lead_changed",
  "trigger search_lead_renamed",
  "trigger search_lead_deleted",
  "trigger search_call_made",
  "trigger search_call_changed",
  "trigger search_call_deleted",
  "trigger search_turn_late",
];

/** Statuses of a new business, phones and wishes in step, the order and the filters of the lists, counts, and what goes to the index. */
const LEADS = [
  "trigger lead_statuses_founded",
  "trigger lead_contacts_made",
  "trigger lead_contacts_changed",
  "trigger demands_of_before_made",
  "trigger demands_of_before_changed",
  "virtual table lead_facets",
  "view lead_facet_texts",
  "trigger lead_order_made",
  "trigger lead_order_renewed",
  "trigger lead_order_gone",
  "trigger lead_listed_made",
  "trigger lead_listed_changed",
  "trigger lead_listed_in_place",
  "trigger lead_listed_gone",
  "trigger lead_listed_tag_made",
  "trigger lead_listed_tag_gone",
  "trigger lead_listed_demand_made",
  "trigger lead_listed_demand_changed",
  "trigger lead_listed_demand_gone",
  "trigger lead_counted_made",
  "trigger lead_counted_changed",
  "trigger lead_counted_gone",
  "trigger lead_tag_counted_on",
  "trigger lead_tag_counted_off",
  "trigger lead_tag_counted_elsewhere",
  "trigger search_lead_binned",
  "trigger search_lead_merged",
  "trigger search_demand_made",
  "trigger search_demand_changed",
  "trigger search_demand_gone",
  "trigger search_contact_made",
  "trigger search_contact_changed",
  "trigger search_contact_gone",
  "trigger search_note_made",
  "trigger search_note_changed",
  "trigger search_note_gone",
];

/** What notes leads that may be somebody else's as well. */
const DUPLICATES = [
  "trigger duplicate_lead_made",
  "trigger duplicate_lead_changed",
  "trigger duplicate_contact_made",
  "trigger duplicate_contact_changed",
  "trigger duplicate_contact_gone",
  "trigger duplicate_demand_made",
  "trigger duplicate_demand_changed",
];

/** What listings are narrowed and ordered by, and what tells the full-text index of them; see 0011 of the migrations. */
const LISTINGS = [
  "virtual table listing_facets",
  "trigger listing_made",
  "trigger listing_changed",
  "trigger listing_removed",
  "trigger search_listing_changed",
  "virtual table listing_points",
  "virtual table demand_boxes",
  "trigger match_demand_made",
  "trigger match_demand_changed",
  "trigger match_demand_gone",
  "trigger listing_pointed",
  "trigger listing_unpointed",
  "trigger demand_boxed",
  "trigger demand_reboxed",
  "trigger demand_unboxed",
  "trigger match_demand_made",
  "trigger match_demand_changed",
  "trigger match_demand_gone",
];

export const KINDS: readonly Checked[] = [
  { folder: join(ROOT, "migrations/directory"), schema: directorySchema, beside: APPEND_ONLY },
  {
    folder: join(ROOT, "migrations/tenant"),
    schema: tenantSchema,
    beside: [...APPEND_ONLY, ...SEARCH, ...LEADS, ...DUPLICATES, ...LISTINGS],
  },
];
