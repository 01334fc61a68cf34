/** The import table is only worth something if breaking it is noticed: every row is broken here, once. */
import { execFile } from "node:child_process";
import { mkdtemp, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const run = promisify(execFile);
let folder = "";

/** File, and what it must not import. */
const BROKEN: [file: string, specifier: string][] = [
  ["core/calls/a.ts", "../../worker/log.ts"],
  ["core/calls/b.ts", "node:fs"],
  ["core/calls/c.ts", "hono"],
  ["core/calls/d.ts", "zodiac"],
  ["core/calls/e.ts", "temporal-polyfill"],
  ["core/appointments/a.ts", "../../worker/log.ts"],
  ["core/appointments/b.ts", "node:fs"],
  ["core/appointments/c.ts", "zodiac"],
  ["core/appointments/d.ts", "temporal-polyfill/global"],
  ["core/appointments/e.ts", "twilio"],
  ["core/appointments/f.ts", "temp"],
  ["worker/db/a.ts", "../features/calls/queries.ts"],
  ["worker/db/b.ts", "../env.ts"],
  ["worker/adapters/openai/a.ts", "../../middleware/session.ts"],
  ["worker/features/calls/queries.ts", "../../adapters/phone.ts"],
  ["worker/features/calls/record/queries.ts", "../summary/service.ts"],
  ["worker/features/calls/service.ts", "../../middleware/session.ts"],
  ["worker/features/leads/service.ts", "./routes.ts"],
  ["worker/features/calls/routes.ts", "../../db/tenant/schema.ts"],
  ["worker/features/leads/routes.ts", "../../adapters/phone.ts"],
  ["worker/webhooks/a.ts", "../../durable-objects/call-session/call-session.ts"],
  ["durable-objects/call-session/a.ts", "../../worker/middleware/session.ts"],
  ["durable-objects/call-session/b.ts", "../../worker/features/calls/routes.ts"],
  ["web/src/a.ts", "../../worker/db/scope.ts"],
  ["web/src/b.ts", "../../worker/app.ts"],
  ["web/src/c.ts", "../../dev/seed/seed.ts"],
  ["whatsapp-node/a.ts", "../worker/log.ts"],
];

/** What the table allows, to see that it is not simply everything that is refused. */
const ALLOWED: [file: string, line: string][] = [
  ["core/calls/ok.ts", 'export { z } from "zod";\nexport { f } from "../leads/wire.ts";'],
  [
    "core/appointments/ok.ts",
    'export { z } from "zod";\nexport { Temporal } from "temporal-polyfill";\nexport { f } from "../leads/wire.ts";',
  ],
  [
    "worker/features/calls/summary/service.ts",
    'export { f } from "../record/queries.ts";\nexport { g } from "../../../adapters/phone.ts";',
  ],
  [
    "worker/webhooks/ok.ts",
    'export { f } from "../db/scope.ts";\nexport { g } from "../features/calls/record/queries.ts";',
  ],
  [
    "web/src/ok.ts",
    'import type { AppType } from "../../worker/app.ts";\nexport type A = AppType;\nexport { z } from "../../core/leads/wire.ts";',
  ],
];

async function lint(): Promise<string> {
  const oxlint = join(root, "node_modules/oxlint/bin/oxlint");
  // It exits with 1 when it finds something; what it found is what counts here.
  const { stdout } = await run(process.execPath, [oxlint, "-c", join(folder, "oxlint.config.ts"), "-f", "unix", "."], {
    cwd: folder,
  }).catch((failed: { stdout: string }) => failed);
  return stdout;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "import-table-"));
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  await symlink(join(root, "oxlint.config.ts"), join(folder, "oxlint.config.ts"));
  const files = [
    ...BROKEN.map(([file, specifier]) => [file, `export { x } from "${specifier}";`] as const),
    ...ALLOWED,
  ];
  for (const [file, text] of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `${text}\n`);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("every import that the table forbids is an error, and no other is", async () => {
  const found = (await lint()).split("\n").filter((line) => line.includes("no-restricted-imports"));
  const blamed = new Set(found.map((line) => line.split(":")[0]));
  for (const [file, specifier] of BROKEN) expect(blamed, `${file} importing ${specifier}`).toContain(file);
  for (const [file] of ALLOWED) expect(blamed, file).not.toContain(file);
});
