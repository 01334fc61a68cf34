import { describe, expect, it } from "vitest";
import { changesBetween } from "../../../../core/audit/changes.ts";
import { ALL_PERMISSIONS } from "../../../../core/auth/permissions.ts";
import { DEFAULT_CALL_LIMITS, businessSettingsSchema, callLimitsSchema } from "../../../../core/business/settings.ts";
import { policySchema } from "../../../../core/people/wire.ts";
import { auditFacts, type Fact } from "./audit-facts.ts";
import { fieldText } from "./setting-values.ts";

const NOW = Date.parse("2026-11-22T12:00:00Z");

const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, "");
const told = (data: Record<string, unknown>, emails: Record<string, string> = {}): Fact[] =>
  auditFacts({ data, emails }, NOW).map(({ label, text }) => ({ label: plain(label), text: plain(text) }));

describe("the details of a line of the audit log", () => {
  it("show changed settings as the settings page calls them", () => {
    const changes = changesBetween(
      { voice: "cedar", handoffPhone: null, limits: DEFAULT_CALL_LIMITS, aiPrompt: "קצר" },
      {
        voice: "marin",
        handoffPhone: "+972521234567",
        limits: { ...DEFAULT_CALL_LIMITS, maxCallMs: 600_000, silenceMs: 12_000 },
        aiPrompt: "ארוך יותר",
      },
      ["aiPrompt"],
    );
    expect(told({ changes })).toEqual([
      { label: "קול", text: "Cedar · גברי, מומלץ ← Marin · נשי, מומלץ" },
      { label: "טלפון להעברה", text: "ריק ← 052-123-4567" },
      { label: "אורך מרבי של שיחה", text: "15 דקות ← 10 דקות" },
      { label: "שקט עד שהעוזר שואל אם שומעים אותו", text: "8 שניות ← 12 שניות" },
      { label: "הנחיות לעוזר", text: "3 תווים ← 9 תווים" },
    ]);
  });

  it("show a changed policy in words", () => {
    const changes = { agentsSee: { from: "all", to: "own" }, impersonationAllowed: { from: true, to: false } };
    expect(told({ changes })).toEqual([
      { label: "מה סוכנים רואים", text: "את כל העסק ← רק את שלהם" },
      { label: "כניסה של צוות התמיכה בשם אנשי העסק", text: "כן ← לא" },
    ]);
  });

  it("have a Hebrew name for every field that can change", () => {
    const nested = [
      ...Object.keys(callLimitsSchema.shape).map((name) => `limits.${name}`),
      ...["type", "threshold", "prefixPaddingMs", "silenceDurationMs", "eagerness"].map(
        (name) => `turnDetection.${name}`,
      ),
    ];
    const flat = Object.keys({ ...businessSettingsSchema.shape, ...policySchema.shape });
    for (const field of [...flat.filter((name) => name !== "limits" && name !== "turnDetection"), ...nested])
      expect(fieldText(field), field).toMatch(/[א-ת]{2}/);
  });

  it("say why somebody came in, until when, and what they were kept from", () => {
    expect(told({ reason: "בירור תקלה", expiresAt: NOW + 3_600_000 })).toEqual([
      { label: "סיבה", text: "בירור תקלה" },
      { label: "עד", text: "היום ב־15:00" },
    ]);
    expect(told({ why: "switched_off" })).toEqual([{ label: "למה", text: "העסק סגר את הגישה לצוות התמיכה" }]);
    for (const permission of ALL_PERMISSIONS) expect(told({ permission })[0]?.text).toMatch(/[א-ת]{2}/);
  });

  it("tell who had the lead before, and leave out what is no reader's business", () => {
    expect(told({ from: { userId: "r", name: "רון שגיא" }, to: null })).toEqual([{ label: "קודם", text: "רון שגיא" }]);
    expect(told({ from: "business", to: "manager", unknown: { deep: 1 }, changes: "none" })).toEqual([]);
  });
});
