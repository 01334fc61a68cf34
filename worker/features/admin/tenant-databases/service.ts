/** Where businesses can be placed: every tenant database that is bound. */
import type { TenantDatabase } from "../../../../core/admin/wire.ts";
import { CodedError, invalidFields } from "../../../../core/contract/errors.ts";
import { behindMessage } from "../../../db/schema-guard.ts";
import type { Deps } from "../../../deps.ts";
import { countByTenantDb } from "../businesses/queries.ts";

const numberOf = (name: string) => Number(name.replace(/\D/g, ""));

export async function listTenantDatabases(deps: Deps): Promise<TenantDatabase[]> {
  const counts = await countByTenantDb(deps.directory);
  const names = Object.keys(deps.tenants).sort((one, other) => numberOf(one) - numberOf(other));
  return Promise.all(
    names.map(async (name) => ({
      name,
      businesses: counts.get(name) ?? 0,
      missingMigrations: [...(await deps.schema.missing(name))],
    })),
  );
}

/** Throws `validation_failed` for a database that is not bound, `conflict` for one that lacks migrations. */
export async function assertReady(deps: Deps, tenantDb: string): Promise<void> {
  if (!Object.hasOwn(deps.tenants, tenantDb)) {
    throw invalidFields({ field: "tenantDb", problem: "no such tenant database is bound" });
  }
  const missing = await deps.schema.missing(tenantDb);
  if (missing.length > 0) {
    throw new CodedError("conflict", behindMessage(tenantDb, missing), {
      details: [{ field: "tenantDb", problem: "lacks migrations" }],
    });
  }
}
