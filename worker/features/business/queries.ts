import { and, eq, getTableColumns, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { z } from "zod";
import type { BusinessSettings } from "../../../core/business/settings.ts";
import type { settingsPatchSchema } from "../../../core/business/wire.ts";
import type { BusinessScope } from "../../db/scope.ts";
import { businessSettings } from "../../db/tenant/schema.ts";
import { forgetOldest, keepReplaced, keepSaved, type Save } from "./versions/queries.ts";

export type StoredSettings = BusinessSettings & { version: number; updatedAt: number };
export type SettingsPatch = z.output<typeof settingsPatchSchema>;

const { businessId: _, ...settingsColumns } = getTableColumns(businessSettings);

/** `voice` is text in the database and was written from the list. */
const stored = (row: Omit<typeof businessSettings.$inferSelect, "businessId"> | undefined) =>
  row as StoredSettings | undefined;

export async function findSettings({ db, businessId }: BusinessScope): Promise<StoredSettings | undefined> {
  const [row] = await db
    .select(settingsColumns)
    .from(businessSettings)
    .where(eq(businessSettings.businessId, businessId));
  return stored(row);
}

/**
 * Writes only over the version that was read; undefined when somebody else was faster. What is written, the line of the
 * log and the version to look at again stand or fall together.
 */
export async function updateSettings(
  scope: BusinessScope,
  before: StoredSettings,
  changes: Omit<SettingsPatch, "version">,
  save: Save,
  line: BatchItem<"sqlite">,
) {
  const { db, businessId } = scope;
  const { version } = before;
  const update = db
    .update(businessSettings)
    .set({ ...changes, version: sql`${businessSettings.version} + 1`, updatedAt: save.at })
    .where(and(eq(businessSettings.businessId, businessId), eq(businessSettings.version, version)))
    .returning(settingsColumns);
  const [, [row]] = await db.batch([
    keepReplaced(scope, before),
    update,
    // Right behind what it tells of, and the version behind it: each is written if the one before was.
    line,
    keepSaved(scope, Object.assign({}, before, changes, { version: version + 1 }), save),
    forgetOldest(scope, version + 1),
  ]);
  return stored(row);
}
