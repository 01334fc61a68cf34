/** Which tenant databases a business can be placed on. Pure. */
import type { TenantDatabase } from "../../../../../core/admin/wire.ts";

export const isUpToDate = ({ missingMigrations }: TenantDatabase): boolean => missingMigrations.length === 0;

/** The emptiest that can take one; null when none can. */
export function proposedDatabase(databases: readonly TenantDatabase[]): string | null {
  const [best] = databases.filter(isUpToDate).sort((one, other) => one.businesses - other.businesses);
  return best?.name ?? null;
}
