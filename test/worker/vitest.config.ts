/** Tests of the Worker inside workerd, on real D1 databases with the real migrations. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const root = (path: string) => join(import.meta.dirname, "../..", path);

export default defineConfig(async () => ({
  // Packages that name source maps they do not ship get a warning a file.
  logLevel: "error" as const,
  plugins: [
    cloudflareTest({
      wrangler: { configPath: root("wrangler.toml") },
      miniflare: {
        bindings: {
          PUBLIC_URL: "https://agentlocator.test",
          OPENAI_BASE_URL: "https://openai.test/v1",
          OPENAI_API_KEY: "test-openai-key",
          TWILIO_ACCOUNT_SID: "AC00000000000000000000000000000000",
          TWILIO_AUTH_TOKEN: "test-twilio-token",
          JWT_SECRET: "test-secret-new-0123456789abcdefghij,test-secret-old-0123456789abcdefghij",
          DIRECTORY_MIGRATIONS: await readD1Migrations(root("migrations/directory")),
          TENANT_MIGRATIONS: await readD1Migrations(root("migrations/tenant")),
        },
        // Whatever the Worker fetches, and every socket it opens, goes to a second Worker: nothing leaves the machine.
        outboundService: "openai",
        workers: [
          {
            name: "openai",
            modules: true,
            script: await readFile(root("test/durable-objects/support/openai.mjs"), "utf8"),
            compatibilityDate: "2026-10-01",
          },
        ],
      },
    }),
  ],
  test: {
    name: "worker",
    // Beside the unit tests, since one Worker for all files keeps one processor busy, and before the calls in real time.
    sequence: { groupOrder: 0 },
    maxWorkers: 2,
    root: root("test/worker"),
    include: ["**/*.test.ts", "../durable-objects/**/*.test.ts"],
    // Every test makes its own rows, so the files may share a Worker; starting one for each took most of the time.
    isolate: false,
    // What hangs is ended after this: some try hundreds of requests, and the machine may be busy.
    testTimeout: 30_000,
    setupFiles: [root("test/worker/setup.ts")],
  },
}));
