/** The whole product as processes over real sockets. Started once for all files (support/product.ts). */
import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "e2e",
    // Alone: calls run in real time, and a busy machine makes them stumble.
    sequence: { groupOrder: 2 },
    root: import.meta.dirname,
    environment: "node",
    include: ["**/*.test.ts"],
    globalSetup: [join(import.meta.dirname, "support/product.ts")],
    // A call takes as long as it takes; what hangs is ended after this.
    testTimeout: 150_000,
    hookTimeout: 180_000,
    // A page that loads anew on a busy machine takes longer than vitest's one second.
    expect: { poll: { timeout: 20_000, interval: 50 } },
    // Tests of a file mostly wait for a call to go on: what limits them is the CPU, which a call hardly uses.
    maxConcurrency: 12,
    maxWorkers: 3,
  },
});
