/** Applies a migration to a database of this process as D1 does: foreign keys on, whole or not at all. */
import { DatabaseSync } from "node:sqlite";
import type { Migration, Problem } from "./chain.ts";
import { shortened, statementsOf } from "./statements.ts";

/** What SQLite said of the statement that failed; null when all went through. */
export function apply(db: DatabaseSync, { file, sql }: Migration): Problem | null {
  db.exec("begin");
  for (const { text, line } of statementsOf(sql)) {
    try {
      db.exec(text);
    } catch (cause) {
      db.exec("rollback");
      return { file: `${file}:${line}`, problem: `${shortened(text)}\n    cannot be applied: ${messageOf(cause)}` };
    }
  }
  db.exec("commit");
  return null;
}

export const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** A database with these migrations, which have been found to apply. */
export function databaseWith(migrations: readonly Migration[]): DatabaseSync {
  const db = new DatabaseSync(":memory:");
  for (const migration of migrations) {
    const problem = apply(db, migration);
    if (problem) throw new Error(`${problem.file}: ${problem.problem}`);
  }
  return db;
}
