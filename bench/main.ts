/** `npm run bench [-- NAME] [--quick] [--calls N] [--d1-inside]`. Without a name: everything. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { describeMachine, loads } from "./measure/machine.ts";
import { goFirst } from "./measure/priority.ts";
import { pinFakes } from "./measure/processors.ts";
import { targetTable, type Target } from "./measure/table.ts";
import { SUITE_NAMES, SUITES, type SuiteName, type SuiteResult } from "./suites.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    calls: { type: "string", default: "50" },
    "d1-inside": { type: "boolean", default: false },
  },
});
const [name = "all"] = positionals;
const calls = Number(values.calls);
const wanted = name === "all" ? SUITE_NAMES : SUITE_NAMES.filter((suite) => suite === name);
if (wanted.length === 0 || !Number.isInteger(calls) || calls < 1 || calls > 900) {
  console.error(
    `usage: npm run bench -- [${["all", ...SUITE_NAMES].join(" | ")}] [--quick] [--calls 1…900] [--d1-inside]`,
  );
  process.exit(2);
}

pinFakes();
const machine = describeMachine(goFirst());
const results: Partial<Record<SuiteName, SuiteResult["data"]>> = {};
const targets: Target[] = [];
console.log(
  `${machine.cores} cores, ${machine.cpu}, load ${machine.loadBefore.join(" ")}, Node ${machine.node}, workerd ${machine.versions["workerd"]}`,
);
for (const suite of wanted) {
  console.log(`\n${suite}`);
  const result = await SUITES[suite]({
    quick: values.quick,
    calls,
    databasesInside: values["d1-inside"],
    say: (line) => console.log(line),
  });
  console.log(result.text);
  results[suite] = result.data;
  targets.push(...result.targets);
}
if (targets.length > 0) console.log(`\n${targetTable(targets)}`);

const folder = join(import.meta.dirname, "results");
mkdirSync(folder, { recursive: true });
const file = join(folder, `${name}-${machine.at.slice(0, 19).replaceAll(":", "")}.json`);
const settings = { quick: values.quick, calls, databasesInside: values["d1-inside"] };
writeFileSync(
  file,
  `${JSON.stringify({ name, settings, machine: { ...machine, loadAfter: loads() }, targets, results }, null, 1)}\n`,
);
console.log(`\n${relative(process.cwd(), file)}`);
// A missed target is a result, not an error, but for one that is counted and not timed: what grows with the business.
process.exit(targets.some(({ met, isCounted }) => isCounted && !met) ? 1 : 0);
