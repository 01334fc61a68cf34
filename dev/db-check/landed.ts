/**
 * A migration that has landed has been applied somewhere, and is never applied there again: to edit it makes databases
 * that differ. `npm run db:generate` writes each migration's fingerprint, and what was once committed stays as it is.
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { FINGERPRINTS, fingerprint, fingerprintsOf, migrationsOf, type Fingerprints, type Problem } from "./chain.ts";

function git(folder: string, ...args: string[]): string | null {
  const { status, stdout } = spawnSync("git", args, { cwd: folder, encoding: "utf8" });
  return status === 0 ? stdout : null;
}

/** The fingerprints as they were first committed; empty where there is no git or no commit. */
export function landedFingerprints(folder: string): Fingerprints {
  const commits = git(folder, "log", "--first-parent", "--reverse", "--format=%H", "--", FINGERPRINTS) ?? "";
  const landed: Record<string, string> = {};
  for (const commit of commits.split("\n").filter(Boolean)) {
    const text = git(folder, "show", `${commit}:./${FINGERPRINTS}`);
    if (text === null) continue;
    for (const [tag, value] of Object.entries(JSON.parse(text) as Fingerprints)) landed[tag] ??= value;
  }
  return landed;
}

/** Of migrations that have not landed, the fingerprints of now. */
export function writeFingerprints(folder: string): void {
  const landed = landedFingerprints(folder);
  const all = migrationsOf(folder).map(({ tag, sql }) => [tag, landed[tag] ?? fingerprint(sql)]);
  writeFileSync(join(folder, FINGERPRINTS), `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
}

export function editProblems(folder: string, landed = landedFingerprints(folder)): Problem[] {
  const written = fingerprintsOf(folder);
  const migrations = migrationsOf(folder);
  const tags = new Set(migrations.map(({ tag }) => tag));
  return [
    ...migrations.flatMap(({ tag, file, sql }) => {
      const now = fingerprint(sql);
      if (landed[tag] !== undefined && landed[tag] !== now)
        return [
          { file, problem: "was edited after it had landed: put it back, and write what is new as a further one" },
        ];
      if (written[tag] === undefined) return [{ file, problem: `is not in ${FINGERPRINTS}: run npm run db:generate` }];
      if (written[tag] !== now)
        return [{ file, problem: `is not as ${FINGERPRINTS} has it: run npm run db:generate once more` }];
      return [];
    }),
    ...Object.keys({ ...landed, ...written })
      .filter((tag) => !tags.has(tag))
      .map((tag) => ({ file: `${tag}.sql`, problem: "had landed, and is gone" })),
  ];
}
