/** Rows for any table: the same each time, and as unlike each other as its keys and rules let them be. */
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import { messageOf } from "./apply.ts";
import type { Column, Reference, TableShape } from "./table-shapes.ts";
import { rowsOf } from "./structure.ts";

export type MadeRow = { table: string; values: Readonly<Record<string, SQLInputValue>> };

/** A rule that the first row does not keep (a check of lower case, of a list of words) is met by one of these. */
const TRIES = 300;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export function insert(db: DatabaseSync, { table, values }: MadeRow): void {
  const names = Object.keys(values);
  const sql = `insert into ${quoted(table)} (${names.map(quoted).join(", ")}) values (${names.map(() => "?").join(", ")})`;
  db.prepare(sql).run(...Object.values(values));
}

/** Fills every table with the rows of these numbers and answers with them. Throws when a table takes none. */
export function fill(db: DatabaseSync, shapes: readonly TableShape[], numbers: readonly number[]): MadeRow[] {
  return shapes.flatMap((shape) => numbers.map((number) => fillOne(db, shape, number)));
}

function fillOne(db: DatabaseSync, shape: TableShape, number: number): MadeRow {
  let firstRefusal: unknown;
  for (let trial = 0; trial < TRIES; trial++) {
    const row = { table: shape.name, values: valuesOf(db, shape, number, trial) };
    try {
      insert(db, row);
      return row;
    } catch (cause) {
      firstRefusal ??= cause;
    }
  }
  throw new Error(`no row could be made for ${shape.name}: ${messageOf(firstRefusal)}`);
}

function valuesOf(db: DatabaseSync, shape: TableShape, number: number, trial: number): MadeRow["values"] {
  const values: Record<string, SQLInputValue> = {};
  for (const reference of shape.references) Object.assign(values, parentOf(db, shape, reference, values, number));
  shape.columns.forEach((column, place) => {
    if (column.name in values) return;
    // Two rows share a value wherever they may: what would have to be distinct from now on is noticed.
    const share = column.distinct ? number : number >> 1;
    values[column.name] =
      column.nullable && (number + place) % 3 === 0
        ? null
        : valueOf(column, share, kindOf(place, trial), shape.literals);
  });
  return values;
}

/** A row of the other table that agrees with what is chosen already; none where there is none. */
function parentOf(
  db: DatabaseSync,
  { columns }: TableShape,
  { table, from, to }: Reference,
  chosen: MadeRow["values"],
  number: number,
): MadeRow["values"] {
  const candidates = rowsOf(db, `select distinct ${to.map(quoted).join(", ")} from ${quoted(table)}`).filter((row) =>
    from.every((name, index) => !(name in chosen) || chosen[name] === row[to[index] ?? ""]),
  );
  const distinct = columns.some(({ name, distinct }) => distinct && from.includes(name));
  const parent = candidates[(distinct ? number : number >> 1) % Math.max(candidates.length, 1)];
  const free = from.filter((name) => !(name in chosen));
  if (parent) return Object.fromEntries(free.map((name) => [name, parent[to[from.indexOf(name)] ?? ""] ?? null]));
  const mayBeEmpty = new Set(columns.filter(({ nullable }) => nullable).map(({ name }) => name));
  return Object.fromEntries(free.filter((name) => mayBeEmpty.has(name)).map((name) => [name, null]));
}

/** The first try is the plainest; later ones mix. A fixed sequence, so that a failure comes again. */
const kindOf = (place: number, trial: number): number => (trial === 0 ? 0 : (trial * 7919 + place * 104_729) >>> 3);

function valueOf(
  { name, type }: Column,
  number: number,
  kind: number,
  literals: TableShape["literals"],
): SQLInputValue {
  const literal = literals[kind % Math.max(literals.length, 1)];
  if (type.includes("INT")) {
    const whole = typeof literal === "number" ? Math.trunc(literal) : number;
    return [1_700_000_000_000 + number, number % 2, number, whole][kind % 4] ?? number;
  }
  if (/REAL|FLOA|DOUB|NUM|DEC/.test(type)) return [number + 0.5, number, -number][kind % 3] ?? number;
  if (type.includes("BLOB")) return new Uint8Array([number & 255, 0, 255]);
  const texts = [
    `שלום ${number} "it's" ${name.toLowerCase()}`,
    `{"n":${number}}`,
    `a${number}`,
    String(number),
    literal,
  ];
  return texts[kind % texts.length] ?? "";
}
