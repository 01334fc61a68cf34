/** Settings in words, beside one another and in sentences: what a field is called, and what stands in it. Pure. */
import type { SettingPath } from "../../../../../core/business/versions.ts";
import type { SettingsAnswer } from "./settings-queries.ts";
import { formatDayAndClock } from "../../../format/time.ts";
import { he } from "../../../i18n/he.ts";
import { apart } from "../../audit/audit-data.ts";
import { fieldText, valueText } from "../../audit/setting-values.ts";

const t = he.settings;

/** Groups that are changed as one when their kind changes. */
const GROUPS: Readonly<Record<string, string>> = {
  turnDetection: t.sections.turnTaking.title,
  limits: t.sections.limits.title,
};

export const settingName = (path: SettingPath): string => GROUPS[path] ?? fieldText(path);

/** Many at once are told by the first of them. */
const NAMED = 3;

export function settingNames(paths: readonly SettingPath[]): string {
  const names = [...new Set(paths.map(settingName))];
  const first = names.slice(0, NAMED).join(", ");
  return names.length > NAMED ? t.fieldsMore(first, names.length - NAMED) : first;
}

export function settingText(path: SettingPath, value: unknown): string {
  if (typeof value === "object" && value !== null)
    return Object.entries(value)
      .map(([name, inner]) => `${settingName(`${path}.${name}`)}: ${settingText(`${path}.${name}`, inner)}`)
      .join("\n");
  return valueText(path, Number.isNaN(value) ? null : value);
}

/** Texts of several lines, which are read and edited as such. */
export const isLong = (path: SettingPath): boolean => path === "aiPrompt" || path === "greeting";

type Save = NonNullable<SettingsAnswer["lastSave"]>;

export function whoSaved({ by, impersonator }: Pick<Save, "by" | "impersonator">): string | null {
  if (!by) return null;
  return impersonator ? he.audit.as(apart(impersonator.name), apart(by.name)) : apart(by.name);
}

/** When it was, and by whom where that is known. */
export function lastSavedText({ settings, lastSave }: SettingsAnswer, now: number): string {
  const when = formatDayAndClock(settings.updatedAt, now);
  const who = lastSave && whoSaved(lastSave);
  return who ? t.lastSave.by(when, who) : t.lastSave.at(when);
}

/** And what. */
export function lastSaveText(answer: SettingsAnswer, now: number): string {
  const text = lastSavedText(answer, now);
  const changed = answer.lastSave?.changed ?? [];
  return changed.length > 0 ? t.lastSave.what(text, settingNames(changed)) : text;
}
