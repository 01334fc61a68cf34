import { describe, expect, test } from "vitest";
import { createLogger, maskPhone } from "./log.ts";

function logger() {
  const lines: string[] = [];
  return {
    log: createLogger({ service: "test" }, (line) => lines.push(line)),
    entries: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    lines,
  };
}

describe("a log line", () => {
  test("is one line of JSON with the event, the level and the fields on the way", () => {
    const { log, entries, lines } = logger();
    log.child({ callId: "c1" }).warn("slow", { ms: 12, text: "שתי\nשורות" });
    expect(lines[0]).not.toContain("\n");
    expect(entries()).toEqual([
      { level: "warn", event: "slow", service: "test", callId: "c1", ms: 12, text: "שתי\nשורות" },
    ]);
  });

  test("a child's fields stay its own", () => {
    const { log, entries } = logger();
    log.child({ callId: "c1" }).info("a");
    log.info("b");
    expect(entries()[1]).toEqual({ level: "info", event: "b", service: "test" });
  });

  test("an error is told with what caused it", () => {
    const { log, entries } = logger();
    log.error("failed", { cause: new Error("outer", { cause: new TypeError("inner") }) });
    expect(entries()[0]).toMatchObject({ level: "error", cause: "Error: outer (TypeError: inner)" });
  });

  test("what was thrown and is no error is told as it is", () => {
    const { log, entries } = logger();
    log.error("failed", { cause: "text" });
    log.error("failed", { cause: undefined });
    expect(entries().map(({ cause }) => cause)).toEqual(["text", "undefined"]);
  });
});

describe("a phone number in the log", () => {
  test.each(["+972521234567", "0521234567", "+12125550134", "97235550101", "*2700", "", "12345678"])(
    "%s is not there whole, and not nearly",
    (phone) => {
      const hidden = maskPhone(phone).split("*").length - 1;
      expect(maskPhone(phone)).not.toContain(phone === "" ? "x" : phone);
      expect(hidden).toBeGreaterThanOrEqual(3);
    },
  );

  test("can still be told from others", () => {
    expect(maskPhone("+972521234567")).toMatch(/^\+9725\*+67$/);
  });
});
