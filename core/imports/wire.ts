/** Shapes of `/api/businesses/:businessId/imports` and `/exports`. */
import { z } from "zod";
import { line } from "../contract/text.ts";
import { leadFilterSchema } from "../leads/wire.ts";
import { listingFilterSchema } from "../listings/wire.ts";
import { callFilterSchema } from "../calls/wire.ts";
import { COLUMNS_MAX, IMPORT_FIELDS } from "./fields.ts";
import { ENCODINGS } from "./decoding.ts";
import { rowProblemSchema } from "./problems.ts";
import { DUPLICATE_POLICIES, IMPORT_STATES } from "./states.ts";

export const FILE_NAME_MAX_CHARS = 200;
export const uploadQuerySchema = z.object({ fileName: line(1, FILE_NAME_MAX_CHARS) });

export const mappingSchema = z.array(z.enum(IMPORT_FIELDS).nullable()).min(1).max(COLUMNS_MAX);

export const importCountsSchema = z.object({
  made: z.number().int(),
  changed: z.number().int(),
  skipped: z.number().int(),
  refused: z.number().int(),
  /** Rows of which something is to be told, those that were refused among them. */
  withProblems: z.number().int(),
});

export const importSchema = z.object({
  id: z.string(),
  fileName: z.string(),
  state: z.enum(IMPORT_STATES),
  /** Without the line of headers. */
  rows: z.number().int(),
  /** Of these, how many have been gone through; while it is being undone, taken back. */
  rowsDone: z.number().int(),
  counts: importCountsSchema,
  /** Of leads: what undoing did. `left`: somebody has changed them since, and they stayed so. Null: it was not undone. */
  undone: z.object({ removed: z.number().int(), restored: z.number().int(), left: z.number().int() }).nullable(),
  createdByName: z.string(),
  createdAt: z.number(),
  startedAt: z.number().nullable(),
  finishedAt: z.number().nullable(),
});
export type ImportSummary = z.infer<typeof importSchema>;

export const importDetailSchema = importSchema.extend({
  encoding: z.enum(ENCODINGS),
  /** What parts the columns. */
  delimiter: z.string(),
  hasHeader: z.boolean(),
  /** Of the first row, whether it is one of headers or not. */
  columns: z.array(z.string()),
  /** The rows after it, the first few. */
  sample: z.array(z.array(z.string())),
  mapping: mappingSchema,
  /** It is that of an earlier file with these headers. */
  isRemembered: z.boolean(),
  policy: z.enum(DUPLICATE_POLICIES),
});
export type ImportDetail = z.infer<typeof importDetailSchema>;

export const previewBodySchema = z.object({ mapping: mappingSchema, hasHeader: z.boolean() });
export type PreviewBody = z.infer<typeof previewBodySchema>;
export const startBodySchema = previewBodySchema.extend({ policy: z.enum(DUPLICATE_POLICIES) });
export type StartBody = z.infer<typeof startBodySchema>;

/** What would become of a row. */
export const previewRowSchema = z.object({
  /** Its place among the rows that are shown, from 1: those that are broken or empty are not among them. */
  row: z.number().int(),
  name: z.string().nullable(),
  phones: z.array(z.string()),
  emails: z.array(z.string()),
  isTaken: z.boolean(),
  problems: z.array(rowProblemSchema),
});
export type PreviewRow = z.infer<typeof previewRowSchema>;
export const previewSchema = z.object({ items: z.array(previewRowSchema) });

export const ROW_OUTCOMES = ["made", "changed", "skipped", "refused"] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];
export const importRowSchema = z.object({
  /** As a spreadsheet counts it: the first line of the file is 1. */
  row: z.number().int(),
  outcome: z.enum(ROW_OUTCOMES),
  leadId: z.string().nullable(),
  problems: z.array(rowProblemSchema),
});
export type ImportRow = z.infer<typeof importRowSchema>;

export const EXPORT_KINDS = ["leads", "calls", "listings"] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];
/** The filters of the screen, as they stand in its address. */
export const exportBodySchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("leads"), filter: leadFilterSchema }),
  z.object({ kind: z.literal("calls"), filter: callFilterSchema }),
  z.object({ kind: z.literal("listings"), filter: listingFilterSchema }),
]);
export type ExportBody = z.output<typeof exportBodySchema>;
