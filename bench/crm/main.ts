/**
 * What each question costs in D1, of a small business and of one a hundred times as large, each beside five others of its
 * size. A program of its own (its types are the Worker's); `bench/runs/crm.ts` starts it and reads its last line.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ASKED, fill } from "./fill.ts";
import { measuredDatabase, type Cost } from "./measured-database.ts";
import { QUESTIONS } from "./questions.ts";
import { LARGE, SMALL, type Size } from "./sizes.ts";
import { withLocalDatabases } from "../../dev/seed/local-databases.ts";
import { scopeOfIdentity } from "../../worker/db/scope.ts";

/** Each question so often; the first time warms caches and does not count. The median is told. */
const ROUNDS = 5;

export type Measured = Cost & { name: string; shown: number };

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const noDatabases = async (): Promise<void> => {};

async function measure(label: string, size: Size): Promise<Measured[]> {
  const dataDir = join(tmpdir(), `agentlocator-bench-crm-${label}`);
  const isReady = join(dataDir, "filled");
  if (!existsSync(isReady)) {
    rmSync(dataDir, { recursive: true, force: true });
    mkdirSync(dataDir, { recursive: true });
    say(`${label}: ${size.leads} leads, ${size.calls} calls, ${size.turns} turns a business`);
    await withLocalDatabases(dataDir, noDatabases);
    fill(dataDir, size, say);
    writeFileSync(isReady, "");
  }
  const results: Measured[] = [];
  await withLocalDatabases(dataDir, async (env) => {
    for (const { name, shown, ask, onlyOf = null } of QUESTIONS) {
      const costs: Cost[] = [];
      for (let round = 0; round <= ROUNDS; round++) {
        const { database, cost } = measuredDatabase(env.TENANT_0);
        const scope = scopeOfIdentity({ TENANT_0: database }, { businessId: ASKED, tenantDb: "TENANT_0" });
        await ask({ ...scope, onlyOf }, size);
        if (round > 0) costs.push(cost);
      }
      const median = costs.toSorted((one, other) => one.ms - other.ms)[ROUNDS >> 1];
      if (median) results.push({ name, shown, ...median });
    }
  });
  return results;
}

const small = await measure("small", SMALL);
const large = process.argv.includes("--quick")
  ? await measure("middle", { leads: 10_000, calls: 30_000, turns: 60_000, listings: 3_000 })
  : await measure("large", LARGE);
console.log(JSON.stringify({ small, large }));
process.exit(0);
