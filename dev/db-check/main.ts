/**
 * `npm run db:check`: the migrations only add, nobody has edited one that has landed, together they make the drizzle
 * schema, and a database of the version before keeps every row and can go on being written by that version.
 */
import { join, relative } from "node:path";
import { ROOT } from "../start/settings.ts";
import { migrationsOf } from "./chain.ts";
import { check } from "./check.ts";
import { KINDS } from "./kinds.ts";

for (const kind of KINDS) {
  const folder = relative(ROOT, kind.folder);
  const problems = await check(kind);
  if (problems.length > 0) process.exitCode = 1;
  else console.log(`✓ ${folder}: ${migrationsOf(kind.folder).length} migrations`);
  for (const { file, problem } of problems) {
    const path = file.includes(" ") ? `${folder}, ${file}` : join(folder, file);
    console.log(`✗ ${path}\n    ${problem}`);
  }
}
