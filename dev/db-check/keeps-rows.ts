/**
 * Whether a migration leaves everything as it was: a database of the version before is filled, the migration applied, and
 * each row looked for. Then the version before goes on writing, as it does while a deployment is under way.
 */
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { apply, databaseWith, messageOf } from "./apply.ts";
import type { Migration, Problem } from "./chain.ts";
import { fill, insert, type MadeRow } from "./made-rows.ts";
import { rowsOf } from "./structure.ts";
import { tableShapes, type TableShape } from "./table-shapes.ts";

const ROWS_OF_BEFORE = [0, 1, 2, 3, 4, 5, 6, 7];
const ROWS_OF_LATER = [8, 9, 10, 11];

export function keepProblems(before: readonly Migration[], migration: Migration): Problem[] {
  const file = migration.file;
  const db = databaseWith(before);
  const shapes = tableShapes(db);
  let later: MadeRow[];
  try {
    fill(db, shapes, ROWS_OF_BEFORE);
    later = undone(db, () => fill(db, shapes, ROWS_OF_LATER));
  } catch (cause) {
    return [{ file, problem: `cannot be tried: in the version before, ${messageOf(cause)}` }];
  }
  const changeable = shapes.filter((shape) => updateProblem(db, shape) === null);
  const rows = new Map(shapes.map((shape) => [shape, textsOf(db, shape)]));
  const failed = apply(db, migration);
  if (failed) return [{ ...failed, problem: `${failed.problem} (to a database with rows)` }];
  return [
    ...[...rows].flatMap(([shape, texts]) => lostProblem(db, shape, texts)),
    ...refusedProblem(db, later),
    ...changeable.flatMap((shape) => updateProblem(db, shape) ?? []),
  ].map((problem) => ({ file, problem }));
}

function undone<T>(db: DatabaseSync, work: () => T): T {
  db.exec("savepoint trial");
  try {
    return work();
  } finally {
    db.exec("rollback to trial; release trial");
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const columnsOf = ({ columns }: TableShape): string => columns.map(({ name }) => quoted(name)).join(", ");

const textOf = (row: Record<string, SQLOutputValue>): string =>
  JSON.stringify(row, (_, value: unknown) => (value instanceof Uint8Array ? [...value] : value));

/** The rows of a table, in the columns of before. */
function textsOf(db: DatabaseSync, shape: TableShape): string[] {
  return rowsOf(db, `select ${columnsOf(shape)} from ${quoted(shape.name)}`).map(textOf);
}

function lostProblem(db: DatabaseSync, shape: TableShape, before: readonly string[]): string[] {
  let now: string[];
  try {
    now = textsOf(db, shape);
  } catch (cause) {
    return [`${shape.name} cannot be read any more: ${messageOf(cause)}`];
  }
  const left = [...now];
  const lost = before.filter((text) => {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return lost.length === 0
    ? []
    : [`${lost.length} of ${before.length} rows of ${shape.name} are gone or changed; one was ${lost[0]}`];
}

function refusedProblem(db: DatabaseSync, rows: readonly MadeRow[]): string[] {
  const refused = new Map<string, string>();
  undone(db, () => {
    for (const row of rows) {
      try {
        insert(db, row);
      } catch (cause) {
        refused.set(row.table, messageOf(cause));
      }
    }
  });
  return [...refused].map(([table, why]) => `the version before cannot write ${table} any more: ${why}`);
}

/** Null: every row can be written again as it is. */
function updateProblem(db: DatabaseSync, shape: TableShape): string | null {
  const same = shape.columns.map(({ name }) => `${quoted(name)} = ${quoted(name)}`).join(", ");
  try {
    undone(db, () => db.exec(`update ${quoted(shape.name)} set ${same}`));
    return null;
  } catch (cause) {
    return `the version before cannot change ${shape.name} any more: ${messageOf(cause)}`;
  }
}
