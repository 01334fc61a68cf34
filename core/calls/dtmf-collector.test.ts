import { describe, expect, test } from "vitest";
import { dtmfDeadline, noDigits, pressKey, type Dtmf } from "./dtmf-collector.ts";

function press(keys: string, from: Dtmf = noDigits) {
  let state = from;
  const done: string[] = [];
  for (const [index, key] of [...keys].entries()) {
    const step = pressKey(state, key, 1_000 + index);
    state = step.state;
    if (step.done !== null) done.push(step.done);
  }
  return { state, done };
}

describe("keys", () => {
  test("gather until #", () => {
    expect(press("052#")).toEqual({ state: noDigits, done: ["052"] });
  });

  test("without # wait two seconds from the last one", () => {
    const { state, done } = press("05");
    expect(done).toEqual([]);
    expect(dtmfDeadline(state)).toBe(1_001 + 2_000);
  });

  test("a lone # says nothing, and nothing waits", () => {
    expect(press("#")).toEqual({ state: noDigits, done: [] });
    expect(dtmfDeadline(noDigits)).toBeNull();
  });

  test("a star is part of the number", () => {
    expect(press("*2700#").done).toEqual(["*2700"]);
  });

  test("a key that is held down is told in pieces of thirty", () => {
    const { state, done } = press("7".repeat(65));
    expect(done.map((digits) => digits.length)).toEqual([30, 30]);
    expect(state.digits).toHaveLength(5);
  });
});
