/**
 * Files of comma-separated values, read as they stream in. A row that is broken, by a quotation mark that is never closed
 * for one, costs its own line and no other.
 */
import Papa from "papaparse";
import type { Encoding } from "../../core/imports/decoding.ts";

/** `isBroken`: the cells are the line as it stands. */
export type FileRow = { cells: string[]; isBroken: boolean };

/** Longer than any row that is meant: the quotation mark at which it began was not meant as one. */
const ROW_MAX_CHARS = 128 * 1024;
/** Enough to tell what parts the columns. */
export const GUESSED_FROM_CHARS = 64 * 1024;

export function guessDelimiter(start: string): string {
  const options = { preview: 20, delimitersToGuess: [",", ";", "\t"], skipEmptyLines: true };
  const { delimiter } = Papa.parse<string[]>(start, options).meta;
  return [";", "\t"].includes(delimiter) ? delimiter : ",";
}

/** Whether all of it is valid UTF-8. */
export async function isUtf8(file: ReadableStream<Uint8Array>): Promise<boolean> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  try {
    for await (const bytes of file) decoder.decode(bytes, { stream: true });
    decoder.decode();
    return true;
  } catch (cause) {
    if (cause instanceof TypeError) return false;
    throw cause;
  }
}

/** Text of a file, lines ended by `\n` alone. */
export async function* readText(file: ReadableStream<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let held = "";
  for await (const bytes of file) {
    const text = held + decoder.decode(bytes, { stream: true });
    // Half of a line's end says nothing until the other half has come.
    held = text.endsWith("\r") ? "\r" : "";
    const whole = held === "" ? text : text.slice(0, -1);
    if (whole !== "") yield whole.replace(/\r\n?/g, "\n");
  }
  const last = (held + decoder.decode()).replace(/\r\n?/g, "\n");
  if (last !== "") yield last;
}

export async function* readRows(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<FileRow> {
  const cutter = new RowCutter(delimiter);
  for await (const piece of text) yield* cutter.take(piece, false);
  yield* cutter.take("", true);
}

class RowCutter {
  readonly #delimiter: string;
  #rest = "";
  /** The rest of a line that was given up is not read. */
  #isSkipping = false;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  *take(text: string, isLast: boolean): Generator<FileRow> {
    this.#rest += this.#isSkipping ? this.#afterLine(text) : text;
    for (;;) {
      const { rows, isBroken } = this.#whole(isLast);
      yield* rows;
      if (!isBroken && (isLast || this.#rest.length <= ROW_MAX_CHARS)) break;
      const end = this.#rest.indexOf("\n");
      yield { cells: [this.#rest.slice(0, end === -1 ? ROW_MAX_CHARS : end)], isBroken: true };
      this.#isSkipping = end === -1;
      this.#rest = end === -1 ? "" : this.#rest.slice(end + 1);
      if (this.#rest === "") break;
    }
  }

  #afterLine(text: string): string {
    const end = text.indexOf("\n");
    this.#isSkipping = end === -1;
    return end === -1 ? "" : text.slice(end + 1);
  }

  /** The rows that have ended, up to the first broken one; they are taken off the rest. */
  #whole(isLast: boolean): { rows: FileRow[]; isBroken: boolean } {
    const rows: FileRow[] = [];
    let [end, isBroken] = [0, false];
    const parser: Papa.Parser = new Papa.Parser({
      delimiter: this.#delimiter,
      newline: "\n",
      step: ({ data, errors, meta }: Papa.ParseResult<string[]>) => {
        isBroken = errors.length > 0;
        if (isBroken) return parser.abort();
        for (const cells of data) rows.push({ cells, isBroken: false });
        end = meta.cursor;
      },
    } as unknown as Papa.ParseConfig);
    if (this.#rest !== "") parser.parse(this.#rest, 0, !isLast);
    this.#rest = this.#rest.slice(end);
    if (isLast && !isBroken) this.#rest = "";
    return { rows, isBroken };
  }
}
