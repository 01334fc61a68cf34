/** A file comes in: it is stored as it streams, read twice from there, and lies in pieces then, with a guess at its columns. */
import { fileKey, folderOf, writePieces } from "./pieces.ts";
import { findImport, findMapping, forgetUpload, insertImport, setRead, type ImportRecord } from "../queries.ts";
import type { Actor } from "../../../../core/audit/actions.ts";
import { CodedError, invalidFields } from "../../../../core/contract/errors.ts";
import { decideEncoding, isOtherKind, type Encoding } from "../../../../core/imports/decoding.ts";
import { COLUMNS_MAX, FILE_MAX_BYTES, ROWS_MAX, SAMPLE_ROWS } from "../../../../core/imports/fields.ts";
import { fingerprintOf, guessMapping, hasHeader } from "../../../../core/imports/mapping.ts";
import { GUESSED_FROM_CHARS, guessDelimiter, isUtf8, readRows, readText } from "../../../adapters/csv.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";

/** Of a cell on the screen on which columns are chosen. */
const SHOWN_CHARS = 200;

type Upload = { fileName: string; bytes: number; body: ReadableStream<Uint8Array> };

const refused = (problem: string) => invalidFields({ field: "file", problem });

/** Throws `payload_too_large`, and `validation_failed` for what is no list of people. */
export async function takeFile(deps: Deps, scope: BusinessScope, actor: Actor, upload: Upload): Promise<ImportRecord> {
  if (upload.bytes > FILE_MAX_BYTES) throw new CodedError("payload_too_large", "the file is too large");
  if (upload.bytes === 0) throw refused("empty");
  const id = deps.newId();
  await insertImport(scope, { ...UNREAD, id, fileName: upload.fileName, ...by(actor), ...times(deps.now()) });
  try {
    await setRead(scope, id, await readFile(deps, scope, id, upload));
  } catch (cause) {
    await deps.files.removeAll(folderOf(scope.businessId, id));
    await forgetUpload(scope, id);
    throw cause;
  }
  const read = await findImport(scope, id);
  if (!read) throw new CodedError("conflict", "the file was given up meanwhile");
  return read;
}

const by = ({ userId, name }: Actor) => ({ createdBy: userId, createdByName: name });
const times = (now: number) => ({ createdAt: now, touchedAt: now });

/** As long as nothing is known of the file. */
const UNREAD = {
  state: "uploading",
  encoding: "utf-8",
  delimiter: ",",
  hasHeader: true,
  columns: [],
  sample: [],
  mapping: [],
  isRemembered: false,
  policy: "merge",
  fingerprint: "",
  fileRows: 0,
  pieces: 0,
  nextRow: 0,
  nextPiece: 0,
  made: 0,
  changed: 0,
  skipped: 0,
  refused: 0,
  withProblems: 0,
  undoRow: null,
  removed: 0,
  restored: 0,
  kept: 0,
  stalls: 0,
  undoneBy: null,
  startedAt: null,
  finishedAt: null,
  clearedAt: null,
} satisfies Partial<ImportRecord>;

async function readFile(
  deps: Deps,
  scope: BusinessScope,
  importId: string,
  { bytes, body }: Upload,
): Promise<Partial<ImportRecord>> {
  const { businessId } = scope;
  const key = fileKey(businessId, importId);
  await deps.files.putStream(key, body, { bytes, type: "text/csv" });
  const encoding = await encodingOf(deps, key);
  const delimiter = guessDelimiter(await startOf(deps, key, encoding));
  const rows = readRows(readText(await stored(deps, key), encoding), delimiter);
  const place = { files: deps.files, businessId, importId };
  const written = await writePieces(place, rows, { mostRows: ROWS_MAX + 1, kept: SAMPLE_ROWS + 1 });
  if (written === "too_many") throw refused("too_many_rows");
  const whole = written.first.filter(({ isBroken }) => !isBroken).map(({ cells }) => cells);
  const [columns = [], ...sample] = whole;
  const width = Math.max(0, ...whole.map(({ length }) => length));
  if (width === 0) throw refused("empty");
  if (width > COLUMNS_MAX) throw refused("too_many_columns");
  await deps.files.remove(key);
  const isHeader = hasHeader(columns) && sample.length > 0;
  const fingerprint = fingerprintOf(columns);
  const remembered = isHeader ? await findMapping(scope, fingerprint) : null;
  const mapping =
    remembered?.length === width ? remembered : guessMapping(isHeader ? columns : null, isHeader ? sample : whole);
  return {
    encoding,
    delimiter,
    hasHeader: isHeader,
    columns: filledTo(width, columns).map((cell) => cell.slice(0, SHOWN_CHARS).toWellFormed()),
    sample: sample.slice(0, SAMPLE_ROWS).map((cells) => cells.map((cell) => cell.slice(0, SHOWN_CHARS).toWellFormed())),
    mapping,
    isRemembered: remembered?.length === width,
    fingerprint,
    fileRows: written.rows,
    pieces: written.pieces,
  };
}

const filledTo = (width: number, cells: readonly string[]): string[] =>
  Array.from({ length: width }, (_, at) => cells[at] ?? "");

async function stored({ files }: Deps, key: string): Promise<ReadableStream<Uint8Array>> {
  const file = await files.read(key);
  if (!file) throw new CodedError("dependency_failed", "the file that was stored is not there");
  return file;
}

async function encodingOf(deps: Deps, key: string): Promise<Encoding> {
  let start = new Uint8Array();
  const noted = new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, controller) {
      if (start.length < 4) start = Uint8Array.from([...start, ...bytes.slice(0, 4)]);
      controller.enqueue(bytes);
    },
  });
  const valid = await isUtf8((await stored(deps, key)).pipeThrough(noted));
  if (isOtherKind(start)) throw refused("not_csv");
  return decideEncoding(start, valid);
}

async function startOf(deps: Deps, key: string, encoding: Encoding): Promise<string> {
  let start = "";
  for await (const text of readText(await stored(deps, key), encoding)) {
    start += text;
    if (start.length >= GUESSED_FROM_CHARS) break;
  }
  return start.slice(0, GUESSED_FROM_CHARS);
}
