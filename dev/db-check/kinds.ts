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

export const KINDS: readonly Checked[] = [
  { folder: join(ROOT, "migrations/directory"), schema: directorySchema, beside: APPEND_ONLY },
  { folder: join(ROOT, "migrations/tenant"), schema: tenantSchema, beside: [...APPEND_ONLY, ...SEARCH] },
];
