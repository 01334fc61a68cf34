import { applyD1Migrations, type D1Migration } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { Env } from "../../worker/env.ts";

const { DIRECTORY, TENANT_0, DIRECTORY_MIGRATIONS, TENANT_MIGRATIONS } = env as unknown as Env &
  Record<string, D1Migration[]>;
await applyD1Migrations(DIRECTORY, DIRECTORY_MIGRATIONS as D1Migration[]);
await applyD1Migrations(TENANT_0, TENANT_MIGRATIONS as D1Migration[]);
