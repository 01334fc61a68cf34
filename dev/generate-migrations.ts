/** `npm run db:generate -- --name WHAT`: writes the migrations that bring the databases to their schemas. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "./start/settings.ts";

for (const kind of ["directory", "tenant"]) {
  const args = [join(ROOT, "node_modules/drizzle-kit/bin.cjs"), "generate", "--config", `migrations/${kind}.config.ts`];
  const { status } = spawnSync(process.execPath, [...args, ...process.argv.slice(2)], { cwd: ROOT, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
