/** The migrations of one kind of database as they lie in their folder: journal, snapshots, fingerprints and SQL. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { shortened, statementsOf } from "./statements.ts";

export type Migration = { tag: string; file: string; sql: string };
/** Names a file, and the statement in it when there is one. */
export type Problem = { file: string; problem: string };

type Entry = { idx: number; tag: string; when: number };
/** By tag, the fingerprint of the migration's SQL. */
export type Fingerprints = Readonly<Record<string, string>>;

export const JOURNAL = "meta/_journal.json";
/** Beside the journal; drizzle-kit takes what has no underscore for a snapshot. */
export const FINGERPRINTS = "meta/_fingerprints.json";

const snapshotOf = (tag: string): string => `meta/${tag.slice(0, 4)}_snapshot.json`;
const readJson = <T>(path: string): T => JSON.parse(readFileSync(path, "utf8")) as T;

/** Of the text, however git ends its lines here. */
export const fingerprint = (sql: string): string =>
  createHash("sha256").update(sql.replaceAll("\r\n", "\n")).digest("hex");

export const entriesOf = (folder: string): Entry[] => readJson<{ entries: Entry[] }>(join(folder, JOURNAL)).entries;

export function migrationsOf(folder: string): Migration[] {
  return entriesOf(folder).map(({ tag }) => ({
    tag,
    file: `${tag}.sql`,
    sql: readFileSync(join(folder, `${tag}.sql`), "utf8"),
  }));
}

export function fingerprintsOf(folder: string): Fingerprints {
  const path = join(folder, FINGERPRINTS);
  return existsSync(path) ? readJson<Fingerprints>(path) : {};
}

export const lastSnapshot = (folder: string): unknown => {
  const last = entriesOf(folder).at(-1);
  return last ? readJson(join(folder, snapshotOf(last.tag))) : undefined;
};

/** One statement between two of drizzle's marks: some tools cut a migration there, others at the semicolons. */
export const BREAKPOINT = "--> statement-breakpoint";

export function breakpointProblem({ file, sql }: Migration): Problem[] {
  const wrong = sql.split(BREAKPOINT).find((part) => statementsOf(part).length !== 1);
  if (wrong === undefined) return [];
  return [{ file, problem: `between two marks «${BREAKPOINT}» stands one statement; here: ${shortened(wrong)}` }];
}

/** Whether journal, SQL files and snapshots are of the same migrations, in the same order. */
export function fitProblems(folder: string): Problem[] {
  const entries = entriesOf(folder);
  const listed = new Set(entries.map(({ tag }) => `${tag}.sql`));
  const files = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  return [
    ...entries.flatMap((entry, index) => entryProblems(folder, entry, index, entries[index - 1])),
    ...files
      .filter((file) => !listed.has(file))
      .map((file) => ({
        file,
        problem: "is not in the journal, so nobody applies it: make it with npm run db:generate",
      })),
  ];
}

function entryProblems(folder: string, { idx, tag, when }: Entry, index: number, before: Entry | undefined): Problem[] {
  const problems: Problem[] = [];
  const journal = (problem: string) => problems.push({ file: JOURNAL, problem: `${tag} ${problem}` });
  if (idx !== index || Number(tag.slice(0, 4)) !== index) journal(`stands at place ${index}; its number is another`);
  if (before && when <= before.when) journal(`is not younger than ${before.tag}`);
  if (!existsSync(join(folder, `${tag}.sql`))) journal("has no SQL file");
  const snapshot = snapshotOf(tag);
  if (!existsSync(join(folder, snapshot))) journal("has no snapshot");
  else if (before && existsSync(join(folder, snapshotOf(before.tag)))) {
    const { prevId } = readJson<{ prevId: string }>(join(folder, snapshot));
    const { id } = readJson<{ id: string }>(join(folder, snapshotOf(before.tag)));
    if (prevId !== id) problems.push({ file: snapshot, problem: `does not follow on the snapshot of ${before.tag}` });
  }
  return problems;
}
