/** The job of an import: some pieces of the file, then the next job. Whatever ends it, the next one goes on where it ended. */
import { finishImport, isRefused, wasMoved, writeRows, type RowToWrite } from "./queries.ts";
import { PIECE_ROWS, readPiece, type StoredRow } from "../file/pieces.ts";
import { findImport, type ImportRecord } from "../queries.ts";
import { haveIndexed, tellImport, tellLeads } from "../tell.ts";
import { foldName } from "../../../../core/hebrew/name.ts";
import { PROBLEM_VALUE_CHARS, type RowProblem } from "../../../../core/imports/problems.ts";
import { readRow, type ImportedPerson, type RowContext } from "../../../../core/imports/row.ts";
import { normalisePhone } from "../../../adapters/phone.ts";
import { scopeOfIdentity, type BusinessPlace, type BusinessScope } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";
import { incomingOf } from "../../leads/intake/service.ts";
import { listStatuses } from "../../leads/statuses/queries.ts";
import { listAddresses } from "../../people/queries.ts";

/** A transaction of so many holds up the others that write to the database for some tens of milliseconds. */
export const BATCH_ROWS = 20;
/** Of one job: some tens of seconds at the most, and far below what a Worker may ask of its database in one run. */
const JOB_ROWS = 1_000;
const JOB_MS = 25_000;
const TELL_EVERY_MS = 700;

export const contextOf = async (
  deps: Deps,
  scope: BusinessScope,
  { mapping, columns, hasHeader }: Pick<ImportRecord, "mapping" | "columns" | "hasHeader">,
): Promise<RowContext> => {
  const [statuses, colleagues] = await Promise.all([
    listStatuses(scope),
    listAddresses(deps.directory, scope.businessId),
  ]);
  const headers = hasHeader ? columns : [];
  return { mapping, headers, statuses, colleagues, isPhone: (typed) => normalisePhone(typed).e164 !== null };
};

export const brokenRow = (cells: readonly string[]): RowProblem => ({
  kind: "broken_quotes",
  field: null,
  value: (cells[0] ?? "").slice(0, PROBLEM_VALUE_CHARS).toWellFormed(),
});

export async function runImport(deps: Deps, place: BusinessPlace, importId: string): Promise<void> {
  const scope = scopeOfIdentity(deps.tenants, place);
  const record = await findImport(scope, importId);
  if (record?.state !== "running") return;
  let outcome: "done" | "more" = "done";
  const job = new ImportJob(deps, scope, record, await contextOf(deps, scope, record));
  try {
    outcome = await job.run();
    if (outcome === "more") await deps.jobs.send({ type: "run_import", ...place, importId });
  } catch (cause) {
    // Somebody has cancelled it, or another job goes on with it.
    if (!wasMoved(cause)) throw cause;
    deps.log.info("import_moved_meanwhile", { businessId: scope.businessId, importId });
  } finally {
    if (outcome === "done") await haveIndexed(deps, place);
    await tellLeads(deps, scope);
    await tellImport(deps, scope, importId);
  }
}

class ImportJob {
  readonly #deps: Deps;
  readonly #scope: BusinessScope;
  readonly #record: ImportRecord;
  readonly #context: RowContext;
  #nextRow: number;
  #written = 0;
  #toldAt = 0;

  constructor(deps: Deps, scope: BusinessScope, record: ImportRecord, context: RowContext) {
    this.#deps = deps;
    this.#scope = scope;
    this.#record = record;
    this.#context = context;
    this.#nextRow = record.nextRow;
  }

  async run(): Promise<"done" | "more"> {
    const { id, pieces, nextPiece } = this.#record;
    const until = this.#deps.now() + JOB_MS;
    for (let piece = nextPiece; piece < pieces; piece++) {
      if ((this.#written > 0 && this.#written + PIECE_ROWS > JOB_ROWS) || this.#deps.now() > until) return "more";
      await this.#writePiece(piece);
    }
    if (await finishImport(this.#scope, id, this.#deps.now()))
      this.#deps.log.info("import_done", { businessId: this.#scope.businessId, importId: id });
    return "done";
  }

  async #writePiece(piece: number): Promise<void> {
    const place = { files: this.#deps.files, businessId: this.#scope.businessId, importId: this.#record.id };
    const stored = await readPiece(place, piece);
    if (!stored) throw new Error(`piece ${piece} of the file is not there`);
    const rows = stored.filter(({ row }) => row >= this.#nextRow);
    for (let at = 0; at < rows.length; at += BATCH_ROWS) {
      const some = rows.slice(at, at + BATCH_ROWS);
      await this.#writeSome(some, at + BATCH_ROWS >= rows.length ? piece + 1 : piece);
      await this.#tell();
    }
    // Of a piece that holds the headers alone.
    if (rows.length === 0) await this.#write([], this.#nextRow, piece + 1);
  }

  /** One row that the database does not take must not keep the others out. */
  async #writeSome(some: readonly StoredRow[], nextPiece: number): Promise<void> {
    const after = (some.at(-1)?.row ?? 0) + 1;
    try {
      await this.#write(
        some.map((row, nth) => this.#read(row, nth)),
        after,
        nextPiece,
      );
    } catch (cause) {
      if (wasMoved(cause) || !isRefused(cause)) throw cause;
      const { businessId } = this.#scope;
      this.#deps.log.error("import_batch_failed", { businessId, importId: this.#record.id, cause });
      for (const [nth, row] of some.entries()) await this.#writeOne(row, nth === some.length - 1 ? nextPiece : null);
    }
  }

  async #writeOne(row: StoredRow, nextPiece: number | null): Promise<void> {
    const piece = nextPiece ?? this.#record.nextPiece;
    const asRead = this.#read(row, 0);
    try {
      await this.#write([asRead], row.row + 1, piece);
    } catch (cause) {
      if (wasMoved(cause) || !isRefused(cause)) throw cause;
      const failed: RowProblem = {
        kind: "failed",
        field: null,
        value: (row.cells[0] ?? "").slice(0, PROBLEM_VALUE_CHARS),
      };
      await this.#write([{ row: row.row, problems: [failed], taken: null }], row.row + 1, piece);
    }
  }

  async #write(rows: readonly RowToWrite[], nextRow: number, nextPiece: number): Promise<void> {
    const { id, policy } = this.#record;
    const now = this.#deps.now();
    const step = { importId: id, policy, from: { row: this.#nextRow }, to: { row: nextRow, piece: nextPiece }, now };
    await writeRows(this.#scope, step, rows);
    this.#nextRow = nextRow;
    this.#record.nextPiece = nextPiece;
    this.#written += rows.length;
  }

  #read({ row, cells, isBroken }: StoredRow, nth: number): RowToWrite {
    if (isBroken) return { row, problems: [brokenRow(cells)], taken: null };
    const { person, problems } = readRow(cells, this.#context);
    return { row, problems, taken: person && this.#taken(row, person, nth) };
  }

  #taken(row: number, person: ImportedPerson, nth: number): NonNullable<RowToWrite["taken"]> {
    const { id, fileName, createdBy, createdByName, policy } = this.#record;
    const { phones, tags, source: campaign, ...given } = person;
    // Two rows of one lead in one batch are told apart by their time.
    const now = this.#deps.now() + nth;
    const detail = { import: { id, fileName }, ...(campaign !== undefined && { campaign }) };
    const author = { by: "import" as const, userId: createdBy };
    const newcomer = { ...given, source: "import" as const, detail, author, actorName: createdByName };
    return {
      arrival: {
        businessId: this.#scope.businessId,
        newId: this.#deps.newId(),
        now,
        source: "import",
        detail,
        author: { ...author, at: now },
        eventId: eventIdOf(id, row),
        actorName: createdByName,
        isDecided: policy === "replace",
      },
      incoming: incomingOf({ ...newcomer, phones: phones.map((typed) => ({ typed })) }),
      tags: tags.map((name) => ({ id: this.#deps.newId(), name, key: foldName(name).toLowerCase() })),
    };
  }

  async #tell(): Promise<void> {
    if (this.#deps.now() - this.#toldAt < TELL_EVERY_MS) return;
    this.#toldAt = this.#deps.now();
    await tellImport(this.#deps, this.#scope, this.#record.id);
  }
}

/** By this undoing finds the lines of the timeline that a row has left. */
export const eventIdOf = (importId: string, row: number): string => `${importId}.${row}`;
