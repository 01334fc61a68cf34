/** `npm run check`: format, lint with the import table, types, migrations, unit tests. Steps that can run side by side do. */
import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./start/settings.ts";

type Outcome = { name: string; ok: boolean; output: string; seconds: number };

const tool = (...path: string[]): string => join(ROOT, "node_modules", ...path);

function step(name: string, args: string[]): Promise<Outcome> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: ROOT });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.on("close", (code) =>
      resolve({ name, ok: code === 0, output, seconds: (performance.now() - startedAt) / 1_000 }),
    );
  });
}

const projects = globSync("**/tsconfig.json", { cwd: ROOT, exclude: ["**/node_modules/**", "dist/**"] }).toSorted();

async function types(): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const project of projects)
    outcomes.push(await step(`types ${project}`, [tool("typescript/bin/tsc"), "-p", project]));
  return outcomes;
}

const outcomes = (
  await Promise.all([
    step("format", [tool("oxfmt/bin/oxfmt"), "--check"]),
    step("lint", [tool("oxlint/bin/oxlint")]),
    types(),
    step("migrations", [join(ROOT, "dev/db-check/main.ts")]),
    step("unit tests", [tool("vitest/vitest.mjs"), "run", "--project", "unit", "--reporter=dot"]),
  ])
).flat();

for (const { name, ok, output, seconds } of outcomes) {
  console.log(`${ok ? "✓" : "✗"} ${name} (${seconds.toFixed(1)} s)`);
  if (!ok) console.log(output.trimEnd());
}
process.exitCode = outcomes.every(({ ok }) => ok) ? 0 : 1;
