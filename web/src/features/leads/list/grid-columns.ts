/** Widths of the list's columns. Pure. */
import type { LeadColumn } from "../../../../../core/leads/list-columns.ts";

const WIDTHS: Record<LeadColumn, string> = {
  wish: "minmax(8rem, 1.5fr)",
  nextAction: "minmax(7rem, 1.2fr)",
  status: "minmax(8rem, 0.8fr)",
  tags: "minmax(7.5rem, 0.9fr)",
  assignee: "minmax(5.5rem, 0.8fr)",
  phone: "7.5rem",
  source: "minmax(4.5rem, 0.6fr)",
  created: "5.5rem",
  updated: "5.5rem",
};
const BOX = "2.5rem";
const NAME = "minmax(8rem, 1.1fr)";
const DIAL = "5rem";

export const gridColumns = (columns: readonly LeadColumn[]): string =>
  [BOX, NAME, ...columns.map((column) => WIDTHS[column]), DIAL].join(" ");
