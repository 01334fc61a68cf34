/** The rows of which something is to be told: some on the screen, all of them as a file, with their own cells to mend. */
import { readPiece, type StoredRow } from "../file/pieces.ts";
import { listProblemRows, type ImportRecord } from "../queries.ts";
import { BOM, csvLine } from "../../../../core/imports/csv.ts";
import type { RowProblem } from "../../../../core/imports/problems.ts";
import type { ImportRow } from "../../../../core/imports/wire.ts";
import { positionOf } from "../../../db/keyset.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";
import type { PageQuery } from "../../../../core/contract/paging.ts";
import { pageFrom } from "../../../db/keyset.ts";

/** As a spreadsheet counts. */
const told = (one: Omit<ImportRow, "problems"> & { problems: RowProblem[] | null }): ImportRow => ({
  ...one,
  row: one.row + 1,
  problems: one.problems ?? [],
});

export async function problemPage(scope: BusinessScope, { id }: ImportRecord, { limit, cursor }: PageQuery) {
  const from = cursor === undefined ? 0 : positionOf(cursor).at + 1;
  const rows = await listProblemRows(scope, id, { from, most: limit + 1 });
  const page = pageFrom(rows, limit, ({ row }) => ({ at: row, id: "row" }));
  return { ...page, items: page.items.map(told) };
}

const AT_ONCE = 200;
/** For the person who opens it in a spreadsheet; the words are those of the screen (web/src/i18n/he/imports.ts). */
const OUTCOMES: Record<ImportRow["outcome"], string> = {
  made: "נוסף",
  changed: "עודכן",
  skipped: "דולג",
  refused: "לא נקלט",
};
const PROBLEMS: Record<RowProblem["kind"], string> = {
  broken_quotes: "השורה שבורה: מירכאות שלא נסגרו",
  nobody: "אין שם, טלפון או דוא״ל",
  too_long: "השם ארוך מדי",
  failed: "השורה לא נשמרה",
  bad_phone: "מספר שאי אפשר לחייג אליו, נשמר כמו שנכתב",
  kept_in_notes: "לא הובן, נשמר בהערות",
  cut: "ארוך מדי, הסוף נחתך",
  unknown_status: "אין סטטוס בשם הזה, נשמר בהערות",
  unknown_assignee: "אין בצוות מי שזה הדוא״ל שלו, נשמר בהערות",
  cleaned: "סימנים שאי אפשר להציג הושמטו",
};

/** A line for each row with what is to be told, then the row as it stood in the file. */
export async function* reportLines(deps: Deps, scope: BusinessScope, record: ImportRecord): AsyncGenerator<string> {
  const headers = record.hasHeader ? record.columns : [];
  yield `${BOM}${csvLine(["שורה", "מה קרה", "למה", ...headers])}`;
  const cells = new CellReader(deps, scope, record);
  for (let from = 0; ;) {
    const rows = await listProblemRows(scope, record.id, { from, most: AT_ONCE });
    for (const { row, outcome, problems } of rows) {
      const why = (problems ?? []).map(({ kind, value }) => `${PROBLEMS[kind]}: ${value}`).join("; ");
      yield csvLine([row + 1, OUTCOMES[outcome], why, ...(await cells.of(row))]);
    }
    if (rows.length < AT_ONCE) return;
    from = (rows.at(-1)?.row ?? 0) + 1;
  }
}

/** Goes through the pieces once, in their order: rows are asked for in theirs. Empty where the file is cleared away. */
class CellReader {
  readonly #place: Parameters<typeof readPiece>[0];
  readonly #pieces: number;
  #piece = -1;
  #rows: readonly StoredRow[] = [];

  constructor({ files }: Deps, { businessId }: BusinessScope, { id, pieces }: ImportRecord) {
    this.#place = { files, businessId, importId: id };
    this.#pieces = pieces;
  }

  async of(row: number): Promise<string[]> {
    while ((this.#rows.at(-1)?.row ?? -1) < row && this.#piece + 1 < this.#pieces) {
      const rows = await readPiece(this.#place, ++this.#piece);
      if (rows === null) return [];
      this.#rows = rows;
    }
    return this.#rows.find((one) => one.row === row)?.cells ?? [];
  }
}
