/** Columns of the list of leads that can be shown or left out; the name is always there. Without zod, for the dashboard. */
export const LEAD_COLUMNS = [
  "wish",
  "nextAction",
  "status",
  "tags",
  "assignee",
  "phone",
  "source",
  "created",
  "updated",
] as const;
export type LeadColumn = (typeof LEAD_COLUMNS)[number];
