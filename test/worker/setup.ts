import { applyD1Migrations, type D1Migration } from "cloudflare:test";
import { env as platform } from "cloudflare:workers";
import { tenantDatabases, type Env } from "../../worker/env.ts";

const env = platform as unknown as Env & { DIRECTORY_MIGRATIONS: D1Migration[]; TENANT_MIGRATIONS: D1Migration[] };
await applyD1Migrations(env.DIRECTORY, env.DIRECTORY_MIGRATIONS);
for (const tenant of Object.values(tenantDatabases(env))) await applyD1Migrations(tenant, env.TENANT_MIGRATIONS);
