/** One action on many leads, done in pieces. */
import { z } from "zod";
import { line } from "../contract/text.ts";
import { BULK_IDS_MAX, TAGS_AT_ONCE } from "./bulk-limits.ts";
import { leadFilterSchema } from "./wire.ts";

export const BULK_KINDS = ["status", "assign", "tags", "delete", "restore"] as const;
export type BulkKind = (typeof BULK_KINDS)[number];
/** `undoing`: it is being taken back; `undone`: it has been. */
export const BULK_STATES = ["running", "done", "stopped", "undoing", "undone"] as const;
export type BulkState = (typeof BULK_STATES)[number];

const LOST_REASON_MAX_CHARS = 200;
const id = z.string().regex(/^\S{1,64}$/);
const ids = z.array(id).max(TAGS_AT_ONCE);

export const bulkActionSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("status"), status: id, reason: line(1, LOST_REASON_MAX_CHARS).optional() }),
  /** Null: nobody's. */
  z.object({ kind: z.literal("assign"), userId: id.nullable() }),
  z.object({ kind: z.literal("tags"), add: ids, remove: ids }),
  z.object({ kind: z.literal("delete") }),
  z.object({ kind: z.literal("restore") }),
]);
export type BulkAction = z.infer<typeof bulkActionSchema>;

/** The values of one lead before. */
export type BulkBefore = {
  status?: string;
  statusAt?: number | null;
  lostReason?: string | null;
  assignedTo?: string | null;
  /** Ids of tags that were given, and taken. */
  added?: string[];
  removed?: string[];
};

export const bulkRequestSchema = z.object({
  /** Made by who asks: the same again is the same action. */
  id: z.uuid(),
  action: bulkActionSchema,
  which: z.union([
    z.object({ ids: z.array(id).min(1).max(BULK_IDS_MAX) }),
    /** Values as in the address of the list. */
    z.object({ filter: leadFilterSchema }),
  ]),
});
export type BulkRequest = z.infer<typeof bulkRequestSchema>;

export const bulkRunSchema = z.object({
  id: z.string(),
  kind: z.enum(BULK_KINDS),
  state: z.enum(BULK_STATES),
  /** Leads that were looked at, of these changed, and of these taken back. */
  seen: z.number().int(),
  changed: z.number().int(),
  undone: z.number().int(),
});
export type BulkRun = z.infer<typeof bulkRunSchema>;
