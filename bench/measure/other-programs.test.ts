import { expect, test } from "vitest";
import { stolenTicks, ticksOutside } from "./other-programs.ts";

test("the benchmark, its children and theirs are not other programs", () => {
  const processes = [
    { pid: 1, parent: 0, ticks: 1 },
    { pid: 10, parent: 1, ticks: 20 },
    { pid: 50, parent: 10, ticks: 300 },
    { pid: 60, parent: 50, ticks: 4_000 },
    { pid: 70, parent: 1, ticks: 50_000 },
  ];
  expect(ticksOutside(processes, 10)).toBe(50_001);
});

test("a process whose parent is not listed is another program", () => {
  expect(ticksOutside([{ pid: 7, parent: 6, ticks: 5 }], 10)).toBe(5);
});

test("what was stolen is the eighth number of the first line", () => {
  expect(stolenTicks("cpu  100 20 30 4000 500 6 7 8 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n")).toBe(8);
});
