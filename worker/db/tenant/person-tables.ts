/**
 * Every table that holds something of a person who is no colleague: leads, callers, people on forms. What is handed over
 * or erased at somebody's request goes by this list, and so does whatever merges two leads or takes one away for good.
 * A test refuses a table of the tenant schema that stands in neither part.
 */
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import {
  auditLog,
  businessSettings,
  callEvents,
  calls,
  callTurns,
  consents,
  demands,
  duplicatePending,
  importMappings,
  importRows,
  imports,
  leadBulkChanges,
  leadBulkRuns,
  leadContacts,
  leadCounts,
  leadTagCounts,
  leadDuplicates,
  leadEvents,
  leadForms,
  leadMerges,
  leadNotes,
  leadOrder,
  leadProposals,
  leads,
  leadStatuses,
  leadTags,
  leadViews,
  listingOrder,
  listingPhotos,
  listings,
  listingShares,
  matchBusinesses,
  matchDemands,
  matchPending,
  matchProposals,
  searchDocs,
  searchPending,
  settingsVersions,
  tags,
} from "./schema.ts";

/** `by`: how a row belongs to a person. `child`: it moves to the other lead when two are merged, and goes with the last. */
export type PersonTable = { table: SQLiteTable; by: "lead" | "owner" | "call" | "itself"; isChild: boolean };

export const PERSON_TABLES: readonly PersonTable[] = [
  { table: leads, by: "itself", isChild: false },
  { table: leadContacts, by: "lead", isChild: true },
  { table: demands, by: "lead", isChild: true },
  { table: leadTags, by: "lead", isChild: true },
  { table: leadNotes, by: "lead", isChild: true },
  { table: leadEvents, by: "lead", isChild: true },
  { table: consents, by: "lead", isChild: true },
  { table: leadProposals, by: "lead", isChild: true },
  // Their owner is a lead (`ownerLeadId`). After a merge whoever reads it follows `mergedInto`, so that nothing moves.
  { table: listings, by: "owner", isChild: false },
  // Their own keys say whom they are of; a merge writes them itself.
  { table: leadDuplicates, by: "lead", isChild: false },
  { table: leadMerges, by: "lead", isChild: false },
  { table: duplicatePending, by: "lead", isChild: false },
  // What one was before an action on many: it cannot be taken back of one that has become part of another.
  { table: leadBulkChanges, by: "lead", isChild: false },
  // A call stays when its lead goes: it is on record by its number.
  { table: calls, by: "lead", isChild: false },
  { table: callTurns, by: "call", isChild: false },
  { table: callEvents, by: "call", isChild: false },
  // Samples of files; gone with the file. What each row did belongs to the lead it did it to, and does not move with a
  // merge: it is taken back from the lead as it was.
  { table: imports, by: "itself", isChild: false },
  { table: importRows, by: "lead", isChild: false },
  // Names that records had, and what was changed in them.
  { table: auditLog, by: "itself", isChild: false },
];

/** Of the business itself, or made of the others and gone with them (the indexes). */
export const TABLES_WITHOUT_PEOPLE: readonly SQLiteTable[] = [
  businessSettings,
  settingsVersions,
  leadStatuses,
  leadForms,
  importMappings,
  tags,
  leadOrder,
  leadCounts,
  leadTagCounts,
  leadViews,
  leadBulkRuns,
  listingOrder,
  listingPhotos,
  listingShares,
  matchBusinesses,
  matchDemands,
  // Of demands: whose they are these say.
  matchProposals,
  matchPending,
  searchDocs,
  searchPending,
];
