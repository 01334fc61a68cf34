/** Shapes of `/api/businesses/:businessId/settings` and of what stands beside it. */
import { z } from "zod";
import { businessSettingsSchema } from "./settings.ts";

export const settingsWarningSchema = z.object({
  code: z.literal("prompt_too_long"),
  chars: z.number().int(),
  recommendedChars: z.number().int(),
});

const who = z.object({ userId: z.string(), name: z.string() });

/** Who saved what. */
export const settingsSaveSchema = z.object({
  /** Null: nobody knows any more, or the business began with it. */
  by: who.nullable(),
  /** The platform's admin who acted as `by`. */
  impersonator: who.nullable(),
  /** By path, such as `greeting` and `limits.maxCallMs`. */
  changed: z.array(z.string()),
});
export type SettingsSave = z.infer<typeof settingsSaveSchema>;

export const settingsVersionSchema = settingsSaveSchema.extend({ version: z.number().int(), savedAt: z.number() });
export type SettingsVersion = z.infer<typeof settingsVersionSchema>;

/** Newest first, the one that is in force among them; never more than `KEPT_VERSIONS`. */
export const settingsVersionsSchema = z.object({ versions: z.array(settingsVersionSchema) });

/** `settings`: as that save left them; without what came later. */
export const keptSettingsSchema = settingsVersionSchema.extend({ settings: businessSettingsSchema.partial() });
export type KeptSettings = z.infer<typeof keptSettingsSchema>;

export const settingsResponseSchema = z.object({
  settings: businessSettingsSchema.extend({ version: z.number().int(), updatedAt: z.number() }),
  /** Null: from before saves were kept. */
  lastSave: settingsSaveSchema.nullable(),
  /** Names used where the business left a model open. */
  platformDefaults: z.object({ realtimeModel: z.string(), textModel: z.string(), transcribeModel: z.string() }),
  warnings: z.array(settingsWarningSchema),
});

/** Every field is optional; `version` is the one that was read, so that two managers cannot overwrite each other. */
export const settingsPatchSchema = businessSettingsSchema.partial().extend({ version: z.number().int() });

/** Numbers of its own, in E.164, at which its assistant answers. */
export const ownNumbersSchema = z.object({ phones: z.array(z.string()) });

/** What is to be heard before it is saved. */
export const sampleAskedSchema = businessSettingsSchema.pick({ greeting: true, voice: true });
export type SampleAsked = z.output<typeof sampleAskedSchema>;

/** The version of the settings with which the assistant stands ready. */
export const warmUpResponseSchema = z.object({ version: z.number().int() });
