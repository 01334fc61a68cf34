import { expect, test } from "vitest";
import { isQuiet, MOST_OTHERS_CPU, quietest } from "./laps.ts";

const lap = (...othersCpu: number[]) => othersCpu.map((share) => ({ othersCpu: share }));
const quiet = MOST_OTHERS_CPU / 2;
const loud = MOST_OTHERS_CPU * 2;

test("one disturbed turn disturbs its lap", () => {
  expect(isQuiet(lap(quiet, quiet, quiet))).toBe(true);
  expect(isQuiet(lap(quiet, loud, quiet))).toBe(false);
});

test("the quietest laps are kept, in their order", () => {
  const laps = [lap(0.03), lap(0.5), lap(0.01), lap(0.02, 0.6)];
  expect(quietest(laps, 2)).toEqual([lap(0.03), lap(0.01)]);
});

test("where too few were quiet, the least disturbed are kept", () => {
  const laps = [lap(0.9), lap(0.01), lap(0.5)];
  expect(quietest(laps, 2)).toEqual([lap(0.01), lap(0.5)]);
});
