/** `npm run deploy`: checks, migrates the databases on Cloudflare, builds the dashboard and deploys. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { boundDatabases, publicUrl } from "./start/databases.ts";
import { buildDashboard } from "./start/prepare.ts";
import { wrangler } from "./start/processes.ts";
import { problemOfPublicUrl } from "./start/public-url.ts";
import { ROOT } from "./start/settings.ts";

function run(args: string[]): void {
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

const problem = problemOfPublicUrl(await publicUrl());
if (problem !== null) {
  console.error(`${problem}: it has to stand in [vars] of wrangler.toml, as https://…`);
  process.exit(1);
}
run([join(ROOT, "dev/check.ts")]);
// First the databases: the version that runs goes on writing to them, and the new one refuses to until they are ready.
for (const database of await boundDatabases()) run(wrangler("d1", "migrations", "apply", database, "--remote"));
await buildDashboard();
run(wrangler("deploy"));
