/** Whole calls, as a caller has them and as they are on record. */
import { describe, test } from "vitest";
import { findScenario } from "../../dev/scenarios/catalogue.ts";
import { runScenario } from "../../dev/scenarios/runner.ts";
import { product } from "./support/world.ts";

describe.concurrent("a call is heard and recorded as its scenario says", () => {
  test.for(["buyer", "interrupter", "silent", "hangs-up", "lossy-line", "line-drops", "unknown-number"])("%s", async (name, { expect }) => {
    const scenario = findScenario(name);
    expect(scenario).toBeDefined();
    if (!scenario) return;
    const { checks } = await runScenario(scenario, { workerUrl: product.url, password: product.seedPassword });
    // A busy machine is late by itself: what is a matter of timing is the benchmarks' business.
    expect(checks.filter((check) => !check.ok && !check.timing)).toEqual([]);
  });
});
