/** Changed settings in words: what the field is called on its screen, and its value as it is shown there. Pure. */
import { he } from "../../i18n/he.ts";
import { formatPhone } from "../../format/phone.ts";

const s = he.settings;
const v = he.audit.values;

const FIELDS: Readonly<Record<string, string>> = {
  assistantName: s.assistantName,
  aiPrompt: s.prompt,
  greeting: s.greeting,
  voice: s.voice,
  realtimeModel: s.realtimeModel,
  textModel: s.textModel,
  transcribeModel: s.transcribeModel,
  handoffPhone: s.handoffPhone,
  "turnDetection.type": s.turnType,
  "turnDetection.threshold": s.threshold,
  "turnDetection.prefixPaddingMs": s.paddingShort,
  "turnDetection.silenceDurationMs": s.silenceShort,
  "turnDetection.eagerness": s.eagerness,
  "limits.maxCallMs": s.maxCallShort,
  "limits.silenceMs": s.silenceLimitShort,
  "limits.maxReprompts": s.reprompts,
  "limits.firstAudioMs": s.firstAudioShort,
  agentsSee: s.policy.agentsSee,
  name: he.statuses.form.name,
  color: he.statuses.form.color,
  kind: he.statuses.form.kind,
  mayContact: he.statuses.form.mayContact,
  asksReason: he.statuses.form.asksReason,
  impersonationAllowed: s.policy.support,
};

export const fieldText = (field: string): string => FIELDS[field] ?? field;

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

const NAMED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  color: he.statuses.colors,
  kind: he.statuses.kind,
  voice: s.voices,
  "turnDetection.type": { server_vad: s.turnTypes.server_vad.title, semantic_vad: s.turnTypes.semantic_vad.title },
  "turnDetection.eagerness": s.eagernesses,
  agentsSee: { all: s.policy.sees.all.title, own: s.policy.sees.own.title },
};

export function valueText(field: string, value: unknown): string {
  if (value === null || value === undefined || value === "") return v.empty;
  if (typeof value === "boolean") return value ? v.yes : v.no;
  if (typeof value === "number") return numberText(field, value);
  if (typeof value !== "string") return JSON.stringify(value);
  if (field === "handoffPhone") return formatPhone(value);
  return NAMED[field]?.[value] ?? value;
}

function numberText(field: string, value: number): string {
  if (field === "limits.maxCallMs") return v.minutes(value / MINUTE_MS);
  if (field.startsWith("limits.") && field.endsWith("Ms")) return v.seconds(value / SECOND_MS);
  return field.endsWith("Ms") ? v.millis(value) : value.toLocaleString("he-IL");
}
