import { expect, test } from "vitest";
import { failureCauseOf } from "./failure-cause.ts";

test.each([
  ["D1_ERROR: FOREIGN KEY constraint failed: SQLITE_CONSTRAINT", "entry"],
  ["D1_ERROR: string or blob too big: SQLITE_TOOBIG", "entry"],
  ["D1_TYPE_ERROR: Type 'undefined' not supported for value 'undefined'", "entry"],
  ["D1_ERROR: Network connection lost.", "unreachable"],
  ["D1_ERROR: D1 DB is overloaded. Requests queued for too long.", "unreachable"],
  ["D1_ERROR: internal error", "unreachable"],
  ["something else", "unsure"],
])("%s: %s", (message, cause) => {
  expect(failureCauseOf(new Error(message))).toBe(cause);
  const wrapped = new Error("Failed query", { cause: new Error(message) });
  expect(failureCauseOf(wrapped)).toBe(cause);
});

test("an object that says it is overloaded cannot be reached, and what is no error says nothing", () => {
  expect(failureCauseOf(Object.assign(new Error("busy"), { overloaded: true }))).toBe("unreachable");
  expect(failureCauseOf("text")).toBe("unsure");
});
