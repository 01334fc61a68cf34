import { describe, expect, it } from "vitest";
import { AUDIT_ACTIONS, AUDIT_RECORDS, type AuditAction } from "../../../../core/audit/actions.ts";
import type { AuditLine } from "../../../../core/audit/wire.ts";
import { auditLook } from "./audit-icon.ts";
import { auditSentence, groupSentence } from "./audit-sentence.ts";

type Record = AuditLine["record"];

const told = (
  action: AuditAction,
  record: Partial<Record>,
  data: AuditLine["data"] = {},
  emails: AuditLine["emails"] = {},
) =>
  // Without the signs that set names apart: they are not to be seen.
  auditSentence({ action, record: { type: "person", id: "1", label: null, ...record }, data, emails }).replace(
    /[\u2066-\u2069]/g,
    "",
  );

describe("a sentence of the audit log", () => {
  it.each(AUDIT_ACTIONS)("is there for %s, whatever the record is called and whatever came with it", (action) => {
    for (const type of AUDIT_RECORDS) {
      for (const label of [null, "", "נועה ברק", "noa@example.test"]) {
        for (const data of [{}, { from: 1, to: [], why: {}, leads: "many", everywhere: "yes" }]) {
          const sentence = told(action, { type, label }, data);
          expect(sentence).toMatch(/[א-ת]{2}/);
          expect(sentence).not.toMatch(/undefined|null|\[object/);
        }
      }
      expect(auditLook({ action, record: { type, id: "1", label: null } }).Icon).toBeDefined();
    }
  });

  it("names the record", () => {
    expect(told("person.invited", { type: "invitation", label: "noa@example.test" })).toBe(
      "נוצרה הזמנה לצוות עבור noa@example.test",
    );
    expect(told("number.assigned", { type: "number", label: "+97235550101" })).toBe("המספר 03-555-0101 שויך לעסק");
  });

  it("names the settings that were changed, and counts those beyond a glance", () => {
    const change = { from: 1, to: 2 };
    const of = (...fields: string[]) => ({ changes: Object.fromEntries(fields.map((field) => [field, change])) });
    const settings = (data: AuditLine["data"]) => told("settings.changed", { type: "settings" }, data);
    expect(settings(of("assistantName", "voice"))).toBe("הגדרות העוזר שונו: שם העוזר, קול");
    expect(settings(of("assistantName", "voice", "greeting", "aiPrompt"))).toContain("הנחיות לעוזר");
    expect(settings(of("assistantName", "voice", "greeting", "aiPrompt", "handoffPhone"))).toBe(
      "הגדרות העוזר שונו: שם העוזר, קול, משפט הפתיחה ועוד 2",
    );
    expect(told("policy.changed", { type: "settings" }, of("agentsSee"))).toBe(
      "הגדרות הגישה לעסק שונו: מה סוכנים רואים",
    );
    expect(settings({})).toBe("הגדרות העוזר שונו");
  });

  it("tells apart the people it is about, where their names look alike", () => {
    const emails = { "1": "noa@a.test", "2": "dana@a.test" };
    expect(told("person.removed", { label: "נועה" }, {}, emails)).toBe("הגישה של נועה (noa@a.test) לעסק הוסרה");
    const to = { userId: "2", name: "דנה" };
    expect(told("lead.assigned", { type: "lead", label: "משה" }, { to }, emails)).toBe(
      "הליד משה שויך אל דנה (dana@a.test)",
    );
  });

  it("of a group names what was changed in any of its lines", () => {
    const line = (field: string) => ({
      action: "settings.changed" as const,
      record: { type: "settings" as const, id: "1", label: null },
      data: { changes: { [field]: { from: 1, to: 2 } } },
      emails: {},
    });
    expect(groupSentence([line("voice"), line("assistantName"), line("voice")])).toBe(
      "הגדרות העוזר שונו: קול, שם העוזר",
    );
  });

  it("keeps a name of another script from turning the sentence around", () => {
    const sentence = auditSentence({
      action: "person.removed",
      record: { type: "person", id: "1", label: "John (Jack) Smith" },
      data: {},
      emails: {},
    });
    expect(sentence).toBe("הגישה של \u2068John (Jack) Smith\u2069 לעסק הוסרה");
  });

  it("says to whom a lead went, or that it is nobody's", () => {
    const lead = { type: "lead", label: "נועה ברק" } as const;
    const ron = { userId: "r", name: "רון שגיא" };
    expect(told("lead.assigned", lead, { from: null, to: ron })).toBe("הליד נועה ברק שויך אל רון שגיא");
    expect(told("lead.assigned", lead, { from: ron, to: null })).toBe("הליד נועה ברק נשאר בלי סוכן");
    expect(told("lead.assigned", { type: "lead", label: "+972523344556" }, { to: ron })).toBe(
      "הליד 052-334-4556 שויך אל רון שגיא",
    );
  });

  it("counts the leads of a colleague who left", () => {
    const left = (leads: number) => told("lead.assigned", { label: "יוסי כהן" }, { to: null, leads });
    expect(left(1)).toBe("ליד אחד של יוסי כהן נשאר בלי סוכן");
    expect(left(4)).toBe("4 לידים של יוסי כהן נשארו בלי סוכן");
  });

  it("says both roles, the device that was ended, and why a visit ended", () => {
    expect(told("person.role_changed", { label: "רון שגיא" }, { from: "business", to: "manager" })).toBe(
      "התפקיד של רון שגיא שונה: במקום סוכן/ת, מנהל/ת",
    );
    const iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) Version/26.1 Safari/604.1";
    expect(told("session.ended", { type: "session", label: iphone }, { everywhere: false })).toBe(
      "נותק מכשיר: Safari באייפון",
    );
    expect(told("session.ended", { type: "session" }, { everywhere: true })).toBe("כל המכשירים של החשבון נותקו");
    expect(told("impersonation.ended", { label: "מיכל לוי" }, { why: "switched_off" })).toContain("סגר את הגישה");
  });
});
