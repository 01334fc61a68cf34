/** The databases that `npm start` makes, seen by wrangler's own command. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { boundDatabases } from "../../dev/start/databases.ts";
import { wrangler } from "../../dev/start/processes.ts";
import { ROOT } from "../../dev/start/settings.ts";
import { product } from "./support/world.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "agentlocator-e2e-databases-"));
  cpSync(product.templateDir, folder, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

test.each(await boundDatabases())("of %s no migration is left to apply", (database) => {
  const [command = "", ...args] = wrangler("d1", "migrations", "list", database, "--local", "--persist-to", folder);
  const said = execFileSync(process.execPath, [command, ...args], { cwd: ROOT, encoding: "utf8" });
  expect(stripVTControlCharacters(said)).toContain("No migrations to apply");
});
