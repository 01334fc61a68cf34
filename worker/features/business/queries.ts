import { and, eq, getTableColumns, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { z } from "zod";
import type { BusinessSettings } from "../../../core/business/settings.ts";
import type { settingsPatchSchema } from "../../../core/business/wire.ts";
import type { BusinessScope } from "../../db/scope.ts";
import { businessSettings } from "../../db/tenant/schema.ts";

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

/** Writes only over the version that was read; undefined when somebody else was faster. */
export async function updateSettings(
  { db, businessId }: BusinessScope,
  { version, ...changes }: SettingsPatch,
  now: number,
  line: BatchItem<"sqlite">,
) {
  const update = db
    .update(businessSettings)
    .set({ ...changes, version: sql`${businessSettings.version} + 1`, updatedAt: now })
    .where(and(eq(businessSettings.businessId, businessId), eq(businessSettings.version, version)))
    .returning(settingsColumns);
  const [[row]] = await db.batch([update, line]);
  return stored(row);
}
