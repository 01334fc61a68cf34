/** The settings form as plain data: what is typed, what is wrong with it, and what has to be sent. Pure. */
import { businessSettingsSchema, type BusinessSettings } from "../../../../../core/business/settings.ts";
import { divergence, withValueFrom, type Divergence } from "../../../../../core/business/versions.ts";
import { formatPhone, parsePhone } from "../../../format/phone.ts";
import { he } from "../../../i18n/he.ts";

const OPEN_FIELDS = ["realtimeModel", "textModel", "transcribeModel", "handoffPhone"] as const;
type OpenField = (typeof OPEN_FIELDS)[number];

/** As typed: what may be left open is an empty text here, and the phone is written as Israelis write it. */
export type SettingsDraft = Omit<BusinessSettings, OpenField> & Record<OpenField, string>;

/** Hebrew sentences by path, such as `limits.maxCallMs`. */
export type Problems = Readonly<Record<string, string>>;

const FIELDS = Object.keys(businessSettingsSchema.shape) as Array<keyof BusinessSettings>;

export const draftOf = (settings: BusinessSettings): SettingsDraft => ({
  assistantName: settings.assistantName,
  aiPrompt: settings.aiPrompt,
  greeting: settings.greeting,
  voice: settings.voice,
  turnDetection: settings.turnDetection,
  limits: settings.limits,
  realtimeModel: settings.realtimeModel ?? "",
  textModel: settings.textModel ?? "",
  transcribeModel: settings.transcribeModel ?? "",
  handoffPhone: settings.handoffPhone === null ? "" : formatPhone(settings.handoffPhone),
});

/** What the draft stands for. A phone that cannot be read stays as typed, and is refused by the schema. */
function meaningOf(draft: SettingsDraft): BusinessSettings {
  const phone = draft.handoffPhone.trim();
  return {
    ...draft,
    realtimeModel: draft.realtimeModel.trim() || null,
    textModel: draft.textModel.trim() || null,
    transcribeModel: draft.transcribeModel.trim() || null,
    handoffPhone: phone === "" ? null : (parsePhone(phone) ?? phone),
  };
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Fields in which the draft means something else than what it began from. */
export function changesOf(base: BusinessSettings, draft: SettingsDraft): Partial<BusinessSettings> {
  const meaning = meaningOf(draft);
  const begun = meaningOf(draftOf(base));
  return Object.fromEntries(
    FIELDS.filter((field) => !same(meaning[field], begun[field])).map((field) => [field, meaning[field]]),
  );
}

export const isDirty = (base: BusinessSettings, draft: SettingsDraft): boolean =>
  Object.keys(changesOf(base, draft)).length > 0;

export type Merged = Omit<Divergence, "mine"> & { draft: SettingsDraft };

/** What was typed since `base`, put on top of what somebody else has saved; also where they have changed the same. */
export function mergeOnto(base: BusinessSettings, draft: SettingsDraft, onto: BusinessSettings): Merged {
  const fresh = draftOf(onto);
  const { mine, theirs, both } = divergence(meaningOf(draftOf(base)), meaningOf(draft), meaningOf(fresh));
  return { draft: [...mine, ...both].reduce((made, path) => withValueFrom(made, draft, path), fresh), theirs, both };
}

export function problemsOf(draft: SettingsDraft): Problems {
  const parsed = businessSettingsSchema.safeParse(meaningOf(draft));
  if (parsed.success) return {};
  const { invalid } = he.settings;
  return Object.fromEntries(
    parsed.error.issues.map((issue) => {
      const field = issue.path.join(".");
      if (field === "handoffPhone") return [field, invalid.phone];
      if (issue.code === "too_small") return [field, issue.origin === "string" ? invalid.required : invalid.range];
      if (issue.code === "too_big")
        return [
          field,
          issue.origin === "string" ? invalid.tooLong(Number(issue.maximum).toLocaleString("he-IL")) : invalid.range,
        ];
      return [field, invalid.other];
    }),
  );
}
