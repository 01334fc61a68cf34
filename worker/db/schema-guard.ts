/**
 * Keeps this Worker from writing into a database that is older than it is, as when a deployment came before its
 * migration, or a tenant database was bound and forgotten. An up-to-date database is asked once in an isolate's life,
 * one that is behind every few seconds, so that work goes on by itself when it has been migrated.
 */
import { CodedError } from "../../core/contract/errors.ts";
import type { Logger } from "../log.ts";
import type { TenantDatabases } from "./scope.ts";
import { missingMigrations } from "./schema-version.ts";

export type SchemaGuard = {
  /** Of a binding (`DIRECTORY`, `TENANT_0`, …) the migrations it lacks, oldest first. */
  missing(database: string): Promise<readonly string[]>;
  /** Throws `unavailable`, with the database and what it lacks, when nothing may be written there. */
  assertWritable(database: string): Promise<void>;
};

export type GuardedDatabases = { directory: D1Database; tenants: TenantDatabases };

const ASK_AGAIN_AFTER_MS = 5_000;
/** Every refused write would be too many lines, and one a day too easy to miss. */
const LOG_EVERY_MS = 60_000;

type Known = { missing: readonly string[]; askedAt: number; loggedAt: number };

export function schemaGuard(
  { directory, tenants }: GuardedDatabases,
  { now, log }: { now(): number; log: Logger },
): SchemaGuard {
  const known = new Map<string, Known>();

  // What is being asked is not shared: a request of the platform cannot wait for the I/O of another.
  async function ask(name: string): Promise<readonly string[]> {
    const [database, kind] =
      name === "DIRECTORY" ? ([directory, "directory"] as const) : ([tenants[name], "tenant"] as const);
    if (!database) throw new CodedError("unavailable", `database ${name} is not bound`);
    const missing = await missingMigrations(database, kind).catch((cause: unknown) => {
      throw new CodedError("unavailable", `database ${name} does not answer`, { cause });
    });
    const askedAt = now();
    let loggedAt = known.get(name)?.loggedAt ?? Number.NEGATIVE_INFINITY;
    if (missing.length > 0 && askedAt - loggedAt >= LOG_EVERY_MS) {
      log.error("database_behind", { database: name, missing });
      loggedAt = askedAt;
    }
    known.set(name, { missing, askedAt, loggedAt });
    return missing;
  }

  async function missing(name: string): Promise<readonly string[]> {
    const last = known.get(name);
    const holds = last && (last.missing.length === 0 || now() - last.askedAt < ASK_AGAIN_AFTER_MS);
    return holds ? last.missing : ask(name);
  }

  return {
    missing,
    async assertWritable(name) {
      const lacking = await missing(name);
      if (lacking.length > 0) throw new CodedError("unavailable", behindMessage(name, lacking));
    },
  };
}

export const behindMessage = (database: string, missing: readonly string[]): string =>
  `nothing can be written to ${database} until its migrations are applied; it lacks ${missing.join(", ")}`;
