/** Whole calls, as a caller has them and as they are on record. */
import { describe, test } from "vitest";
import { findScenario } from "../../dev/scenarios/catalogue.ts";
import { runScenario } from "../../dev/scenarios/runner.ts";
import type { Scenario } from "../../dev/scenarios/schema.ts";
import { product } from "./support/world.ts";

/** A caller who is not misled by a pause of a busy machine in the middle of an answer. */
const PATIENT_MS = 1_600;
const patient = ({ steps, ...scenario }: Scenario): Scenario => ({
  ...scenario,
  steps: steps.map((step) =>
    "waitFor" in step && step.waitFor === "assistant-done" ? { ...step, forMs: PATIENT_MS } : step,
  ),
});

describe.concurrent("a call is heard and recorded as its scenario says", () => {
  test.for(["buyer", "interrupter", "silent", "hangs-up", "lossy-line", "line-drops", "unknown-number"])(
    "%s",
    async (name, { expect }) => {
      const scenario = findScenario(name);
      expect(scenario).toBeDefined();
      if (!scenario) return;
      const { checks } = await runScenario(patient(scenario), {
        workerUrl: product.url,
        password: product.seedPassword,
      });
      // A busy machine is late by itself: what is a matter of timing is the benchmarks' business.
      expect(checks.filter((check) => !check.ok && !check.timing)).toEqual([]);
    },
  );
});
