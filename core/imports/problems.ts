/** What can be wrong with a row. Nothing that stood in it is lost without one of these. */
import { z } from "zod";
import { IMPORT_FIELDS } from "./fields.ts";

export const PROBLEM_KINDS = [
  /** The row is not taken: a quotation mark that is never closed, a broken end. */
  "broken_quotes",
  /** The row is not taken: neither a name nor a number nor an address. */
  "nobody",
  /** The row is not taken: a name longer than any name. */
  "too_long",
  /** The row is not taken: it could not be written, for no reason that the file tells. */
  "failed",
  /** Not a number that can be dialled: kept as it was typed. */
  "bad_phone",
  /** Could not be read as what the column holds: kept in the notes. */
  "kept_in_notes",
  /** Too long for the notes: the end is not taken. */
  "cut",
  /** No status of the business has this name; a new lead begins in the first one. */
  "unknown_status",
  /** Nobody of the business has this e-mail. */
  "unknown_assignee",
  /** Characters that cannot be shown were left out. */
  "cleaned",
] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

const REFUSING: ReadonlySet<ProblemKind> = new Set(["broken_quotes", "nobody", "too_long", "failed"]);
export const refuses = (kind: ProblemKind): boolean => REFUSING.has(kind);

/** Of the value so many characters: a report is read at a glance. */
export const PROBLEM_VALUE_CHARS = 80;

export const rowProblemSchema = z.object({
  kind: z.enum(PROBLEM_KINDS),
  field: z.enum(IMPORT_FIELDS).nullable(),
  /** What stood there, its beginning. */
  value: z.string(),
});
export type RowProblem = z.infer<typeof rowProblemSchema>;
