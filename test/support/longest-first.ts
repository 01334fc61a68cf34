/** The order of test files: what takes long must not begin last, when nothing is left to go beside it. */
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Small files that take long. vitest knows by itself only which are large, until it has seen them run. */
const LONG = [
  "npm-start",
  "axe",
  "dashboard",
  "shell",
  "focus",
  "lead-list",
  "admin",
  "two-tenants",
  "worker-loss",
].map((name) => `e2e/${name}.test.ts`);

const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = LONG.findIndex((name) => moduleId.endsWith(name));
  return rank < 0 ? LONG.length : rank;
};

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}
