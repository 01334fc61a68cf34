/** Settings as earlier saves left them. Rows are written with the save that makes them, and never changed. */
import { and, desc, eq, getTableColumns, lte, sql } from "drizzle-orm";
import type { Actor } from "../../../../core/audit/actions.ts";
import { businessSettingsSchema, type BusinessSettings } from "../../../../core/business/settings.ts";
import { KEPT_VERSIONS } from "../../../../core/business/versions.ts";
import type { KeptSettings, SettingsVersion } from "../../../../core/business/wire.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { selectRow } from "../../../db/select-row.ts";
import { businessSettings, settingsVersions } from "../../../db/tenant/schema.ts";

export type Save = { by: Actor; at: number; /** By path. */ changed: string[] };
type Versioned = BusinessSettings & { version: number };

const FIELDS = Object.keys(businessSettingsSchema.shape) as Array<keyof BusinessSettings>;
const snapshotOf = (settings: Versioned): Partial<BusinessSettings> =>
  Object.fromEntries(FIELDS.map((field) => [field, settings[field]]));

/**
 * For the batch of a save, before it: what is about to be replaced, where no save has kept it. Those are the settings
 * with which a business began, and those from before saves were kept.
 */
export function keepReplaced({ db, businessId }: BusinessScope, replaced: Versioned & { updatedAt: number }) {
  const { version, updatedAt } = replaced;
  const row = selectRow(settingsVersions, {
    businessId,
    version,
    savedAt: updatedAt,
    changed: [],
    settings: snapshotOf(replaced),
  });
  const isInForce = sql`select 1 from ${businessSettings} where ${businessSettings.businessId} = ${businessId} and ${businessSettings.version} = ${version}`;
  return db
    .insert(settingsVersions)
    .select(sql`${row} where exists (${isInForce})`)
    .onConflictDoNothing();
}

/** For the batch of a save, behind it: what it made, if the statement right before this one has written something. */
export function keepSaved({ db, businessId }: BusinessScope, saved: Versioned, { by, at, changed }: Save) {
  const row = selectRow(settingsVersions, {
    businessId,
    version: saved.version,
    savedAt: at,
    savedBy: by.userId,
    savedByName: by.name,
    impersonatorId: by.impersonator?.userId ?? null,
    impersonatorName: by.impersonator?.name ?? null,
    changed,
    settings: snapshotOf(saved),
  });
  return db.insert(settingsVersions).select(sql`${row} where changes() > 0`);
}

/** Of the versions up to `newest`, all but the newest ones. */
export const forgetOldest = ({ db, businessId }: BusinessScope, newest: number) =>
  db
    .delete(settingsVersions)
    .where(and(eq(settingsVersions.businessId, businessId), lte(settingsVersions.version, newest - KEPT_VERSIONS)));

const { settings: _, businessId: _business, ...headColumns } = getTableColumns(settingsVersions);

type Head = Omit<typeof settingsVersions.$inferSelect, "businessId" | "settings">;

function headOf({ version, savedAt, changed, ...row }: Head): SettingsVersion {
  const who = (userId: string | null, name: string | null) => (userId === null ? null : { userId, name: name ?? "" });
  return {
    version,
    savedAt,
    by: who(row.savedBy, row.savedByName),
    impersonator: who(row.impersonatorId, row.impersonatorName),
    changed,
  };
}

/** Newest first. */
export async function listVersions({ db, businessId }: BusinessScope): Promise<SettingsVersion[]> {
  const rows = await db
    .select(headColumns)
    .from(settingsVersions)
    .where(eq(settingsVersions.businessId, businessId))
    .orderBy(desc(settingsVersions.version))
    .limit(KEPT_VERSIONS);
  return rows.map(headOf);
}

export async function findVersion(scope: BusinessScope, version: number): Promise<KeptSettings | undefined> {
  const [row] = await scope.db
    .select()
    .from(settingsVersions)
    .where(and(eq(settingsVersions.businessId, scope.businessId), eq(settingsVersions.version, version)));
  return row && { ...headOf(row), settings: row.settings };
}
