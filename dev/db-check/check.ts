/** All that is asked of the migrations of one kind of database. */
import { objectionsTo } from "./additive.ts";
import { apply, databaseWith } from "./apply.ts";
import { breakpointProblem, fitProblems, lastSnapshot, migrationsOf, type Migration, type Problem } from "./chain.ts";
import { keepProblems } from "./keeps-rows.ts";
import { editProblems } from "./landed.ts";
import { schemaProblems, type Schema } from "./schema-match.ts";
import { tablesOf } from "./structure.ts";

export type Checked = { folder: string; schema: Schema; beside: readonly string[] };

/** Stops where what follows would stand on something broken. */
export async function check({ folder, schema, beside }: Checked): Promise<Problem[]> {
  const misfits = fitProblems(folder);
  if (misfits.length > 0) return misfits;
  const migrations = migrationsOf(folder);
  const edited = editProblems(folder);
  for (const [index, migration] of migrations.entries()) {
    const problems = problemsOf(migrations.slice(0, index), migration);
    if (problems.length > 0) return [...edited, ...problems];
  }
  return [...edited, ...(await schemaProblems(schema, lastSnapshot(folder), databaseWith(migrations), beside))];
}

/** Of one migration, on top of those before it, which must apply. */
export function problemsOf(before: readonly Migration[], migration: Migration): Problem[] {
  const db = databaseWith(before);
  const objections = objectionsTo(migration.sql, tablesOf(db)).map(({ line, statement, problem }) => ({
    file: `${migration.file}:${line}`,
    problem: `${statement}\n    ${problem}`,
  }));
  const unmarked = breakpointProblem(migration);
  if (objections.length + unmarked.length > 0) return [...objections, ...unmarked];
  const failed = apply(db, migration);
  if (failed) return [failed];
  return before.length === 0 ? [] : keepProblems(before, migration);
}
