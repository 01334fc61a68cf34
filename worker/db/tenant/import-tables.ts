/** Files of people that were read in. Part of the tenant schema (schema.ts), whose rules hold here too. */
import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { ENCODINGS } from "../../../core/imports/decoding.ts";
import type { Mapping } from "../../../core/imports/fields.ts";
import type { RowProblem } from "../../../core/imports/problems.ts";
import { DUPLICATE_POLICIES, IMPORT_STATES } from "../../../core/imports/states.ts";
import { ROW_OUTCOMES } from "../../../core/imports/wire.ts";

const count = (name: string) => integer(name).notNull().default(0);

/**
 * One file. Its rows lie in R2, in pieces that were parsed once (worker/features/imports/file). How far it has come stands
 * here and is written in the same batch as the leads: whoever goes on begins where the last batch ended.
 */
export const imports = sqliteTable(
  "imports",
  {
    businessId: text("business_id").notNull(),
    id: text("id").notNull(),
    fileName: text("file_name").notNull(),
    state: text("state", { enum: IMPORT_STATES }).notNull(),
    encoding: text("encoding", { enum: ENCODINGS }).notNull(),
    delimiter: text("delimiter").notNull(),
    hasHeader: integer("has_header", { mode: "boolean" }).notNull(),
    /** Cells of the first row, and those of the rows after it that are shown and guessed from. */
    columns: text("columns", { mode: "json" }).$type<string[]>().notNull(),
    sample: text("sample", { mode: "json" }).$type<string[][]>().notNull(),
    mapping: text("mapping", { mode: "json" }).$type<Mapping>().notNull(),
    isRemembered: integer("is_remembered", { mode: "boolean" }).notNull().default(false),
    policy: text("policy", { enum: DUPLICATE_POLICIES }).notNull(),
    fingerprint: text("fingerprint").notNull(),
    /** Rows of the file, the first one too; in so many pieces. */
    fileRows: count("file_rows"),
    pieces: count("pieces"),
    /** The row that comes next, counted from 0, and the piece it is in. */
    nextRow: count("next_row"),
    nextPiece: count("next_piece"),
    made: count("made"),
    changed: count("changed"),
    skipped: count("skipped"),
    refused: count("refused"),
    withProblems: count("with_problems"),
    /** Rows from here on are taken back already; it goes down. Null: nobody is undoing it. */
    undoRow: integer("undo_row"),
    removed: count("removed"),
    restored: count("restored"),
    kept: count("kept"),
    /** Sweeps that found it standing still, since it last moved. */
    stalls: count("stalls"),
    /** Users of the directory and their names as they were. */
    createdBy: text("created_by").notNull(),
    createdByName: text("created_by_name").notNull(),
    undoneBy: text("undone_by"),
    createdAt: integer("created_at").notNull(),
    startedAt: integer("started_at"),
    /** When it last moved. */
    touchedAt: integer("touched_at").notNull(),
    finishedAt: integer("finished_at"),
    /** The file and what each row changed are gone since then: it cannot be undone any more. */
    clearedAt: integer("cleared_at"),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.id] }),
    index("imports_made").on(table.businessId, table.createdAt, table.id),
    // The two lists of the sweep, read whole: nearly all imports are in neither.
    index("imports_working")
      .on(table.businessId, table.touchedAt)
      .where(sql`state in ('running', 'undoing')`),
    index("imports_uncleared")
      .on(table.businessId, table.touchedAt)
      .where(sql`cleared_at is null`),
  ],
);

/** What came of each row. `before`, `after`: the lead around it (`LeadImage` in core/imports/undo.ts), for undoing. */
export const importRows = sqliteTable(
  "import_rows",
  {
    businessId: text("business_id").notNull(),
    importId: text("import_id").notNull(),
    /** Counted from 0, the first row of the file too. */
    row: integer("row").notNull(),
    outcome: text("outcome", { enum: ROW_OUTCOMES }).notNull(),
    leadId: text("lead_id"),
    problems: text("problems", { mode: "json" }).$type<RowProblem[]>(),
    before: text("before"),
    after: text("after"),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.importId, table.row] }),
    index("import_rows_problems")
      .on(table.businessId, table.importId, table.row)
      .where(sql`problems is not null`),
    foreignKey({ columns: [table.businessId, table.importId], foreignColumns: [imports.businessId, imports.id] }),
  ],
);

/** What a person has said that the columns of such a file hold; for the next one with the same headers. */
export const importMappings = sqliteTable(
  "import_mappings",
  {
    businessId: text("business_id").notNull(),
    fingerprint: text("fingerprint").notNull(),
    mapping: text("mapping", { mode: "json" }).$type<Mapping>().notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.businessId, table.fingerprint] })],
);
