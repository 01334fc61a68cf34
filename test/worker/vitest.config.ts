/** Tests of the Worker inside workerd, on real D1 databases with the real migrations. */
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
          OPENAI_API_KEY: "test-openai-key",
          TWILIO_ACCOUNT_SID: "AC00000000000000000000000000000000",
          TWILIO_AUTH_TOKEN: "test-twilio-token",
          JWT_SECRET: "test-secret-new-0123456789abcdefghij,test-secret-old-0123456789abcdefghij",
          DIRECTORY_MIGRATIONS: await readD1Migrations(root("migrations/directory")),
          TENANT_MIGRATIONS: await readD1Migrations(root("migrations/tenant")),
        },
      },
    }),
  ],
  test: {
    name: "worker",
    root: root("test/worker"),
    include: ["**/*.test.ts"],
    // Every test makes its own rows, so the files may share a Worker; starting one for each took most of the time.
    isolate: false,
    setupFiles: [root("test/worker/setup.ts")],
  },
}));
