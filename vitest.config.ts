import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/support/longest-first.ts";

/**
 * - `unit`: pure logic and the stand-ins, on Node.
 * - `worker`: what needs the runtime, in workerd.
 * - `e2e`: the whole product as processes, over real sockets, in a real browser.
 */
export default defineConfig({
  test: {
    // The Worker logs a line an event: shown only where a test failed.
    silent: "passed-only",
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: "unit",
          sequence: { groupOrder: 0 },
          maxWorkers: 2,
          // Nothing of a file stays behind for the next: they pass in any order, in a third of the time.
          isolate: false,
          // Property tests try hundreds of cases, and the machine may be busy with the other projects.
          testTimeout: 30_000,
          environment: "node",
          include: [
            "core/**/*.test.ts",
            "worker/**/*.test.ts",
            "durable-objects/**/*.test.ts",
            "dev/**/*.test.ts",
            "bench/**/*.test.ts",
            "web/src/**/*.test.{ts,tsx}",
            "web/dev/**/*.test.ts",
            "test/contract/**/*.test.ts",
            "test/lint/**/*.test.ts",
          ],
        },
      },
      "./test/worker/vitest.config.ts",
      "./test/e2e/vitest.config.ts",
    ],
  },
});
