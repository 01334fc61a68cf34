/**
 * Cells of files that we write. A spreadsheet takes a cell that begins like a formula for one, and runs it: such a cell
 * gets an apostrophe in front (OWASP, "CSV Injection"), which says "text" to Excel and to Google Sheets.
 *
 * Phones are written so that they need none: Israeli ones as they are dialled here, `052-5550100`, which keeps its zero
 * because of the hyphen; others as `+` and digits alone, which is a number and can run nothing. Both are read back as the
 * same number by our import.
 */

/** Excel takes a file for UTF-8 when it begins with this. */
export const BOM = "\ufeff";

const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;
/** Of a number nothing can be run. */
const NUMBER = /^[+-]?\d+(\.\d+)?$/;

export const defused = (cell: string): string => (FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell);

/** What `defused` has put in front, taken away again: what we export can be imported. */
export const withoutApostrophe = (cell: string): string =>
  /^'[=+\-@\t\r\n＝＋－＠]/u.test(cell) ? cell.slice(1) : cell;

export function csvLine(cells: readonly (string | number | null | undefined)[]): string {
  const written = cells.map((cell) => {
    const text = defused(String(cell ?? ""));
    return /[",\r\n;\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${written.join(",")}\r\n`;
}

/** `e164`: as it is stored. */
export function readablePhone(e164: string): string {
  const [, national] = /^\+972(\d{8,9})$/.exec(e164) ?? [];
  if (national === undefined) return e164;
  const area = national.length === 9 ? 2 : 1;
  return `0${national.slice(0, area)}-${national.slice(area)}`;
}
