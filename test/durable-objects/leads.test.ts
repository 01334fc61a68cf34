/** What a caller said of themselves becomes one lead, whatever comes at the same time. */
import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { scopeOfMember } from "../../worker/db/scope.ts";
import { calls, demands, leads } from "../../worker/db/tenant/schema.ts";
import { realtimeTools, runTool, type ToolContext } from "../../worker/features/assistant/service.ts";
import { toolsOf } from "../../core/assistant/tools.ts";
import { findCall } from "../../worker/features/calls/record/queries.ts";
import { saveLead } from "../../worker/features/leads/intake/service.ts";
import { createLogger } from "../../worker/log.ts";
import { aBusiness, aCall, aLead, type TestBusiness } from "../worker/api/support/world.ts";
import { env } from "./support/calls.ts";

const FROM = "+972521234567";
const NOW = 1_700_000_000_000;
const tools = { now: NOW, newId: () => crypto.randomUUID() };
const origin = (from = FROM, leadId: string | null = null, callId = "this-call") => ({
  source: "call" as const,
  callId,
  from,
  leadId,
});

const leadsOf = ({ scope }: TestBusiness) =>
  scope.db.select().from(leads).where(eq(leads.businessId, scope.businessId));
const demandsOf = ({ scope }: TestBusiness) =>
  scope.db.select().from(demands).where(eq(demands.businessId, scope.businessId));

const ALL = toolsOf({ handoffPhone: "+97235550199" });

describe("a lead is saved", () => {
  test("once for a phone number, under saves at the same moment, and no detail is lost", async () => {
    const business = await aBusiness();
    const details = [
      { name: "דנה" },
      { area: "חיפה" },
      { rooms: 3.5 },
      { budget: 5_000 },
      { dealType: "rent" as const },
      { notes: "עם כלב" },
    ];
    const saved = await Promise.all(details.map((given) => saveLead(business.scope, origin(), given, tools)));
    const ids = saved.map(({ leadId }) => leadId);
    expect(new Set(ids).size).toBe(1);
    const all = await leadsOf(business);
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({
      name: "דנה",
      notes: "עם כלב",
      phone: FROM,
      status: "new",
      source: "call",
    });
    expect(await demandsOf(business)).toMatchObject([
      { areas: ["חיפה"], roomsMin: 3.5, roomsMax: 3.5, priceMax: 5_000, dealType: "rent" },
    ]);
  });

  test("however the number is written", async () => {
    const business = await aBusiness();
    for (const from of [FROM, "0521234567", "052-123-4567"])
      await saveLead(business.scope, origin(from), { name: from }, tools);
    expect(await leadsOf(business)).toHaveLength(1);
  });

  test("in each business by itself", async () => {
    const [one, other] = [await aBusiness(), await aBusiness()];
    await saveLead(one.scope, origin(), { name: "דנה" }, tools);
    await saveLead(other.scope, origin(), { name: "רון" }, tools);
    expect((await leadsOf(one)).map(({ name }) => name)).toEqual(["דנה"]);
    expect((await leadsOf(other)).map(({ name }) => name)).toEqual(["רון"]);
  });

  test("and keeps what a person has written: status, source and older notes", async () => {
    const business = await aBusiness();
    const known = await aLead(business, {
      phone: FROM,
      status: "qualified",
      source: "form",
      notes: "כתב הסוכן",
      name: "דנה לוי",
    });
    const { leadId: id } = await saveLead(business.scope, origin(), { notes: "רוצה מרפסת" }, tools);
    expect(id).toBe(known.id);
    expect((await leadsOf(business))[0]).toMatchObject({
      status: "qualified",
      source: "form",
      name: "דנה לוי",
      notes: "כתב הסוכן\nרוצה מרפסת",
      createdAt: known.createdAt,
      updatedAt: NOW,
    });
  });

  test("a wish and its opposite both stand, the newer last", async () => {
    const business = await aBusiness();
    for (const notes of ["לא רוצה קומת קרקע", "רוצה קומת קרקע"])
      await saveLead(business.scope, origin(), { notes }, tools);
    expect((await leadsOf(business))[0]?.notes).toBe("לא רוצה קומת קרקע\nרוצה קומת קרקע");
    await saveLead(business.scope, origin(), { notes: "לא רוצה קומת קרקע" }, tools);
    expect((await leadsOf(business))[0]?.notes).toBe("רוצה קומת קרקע\nלא רוצה קומת קרקע");
  });

  test("two people on one number: the name of before leaves a trace, once", async () => {
    const business = await aBusiness();
    for (const name of ["דנה", "דנה לוי", "דנה", "רון לוי", "רון לוי"])
      await saveLead(business.scope, origin(), { name }, tools);
    expect((await leadsOf(business))[0]).toMatchObject({ name: "רון לוי", notes: "שם קודם: דנה לוי" });
  });

  test("with the same note once", async () => {
    const business = await aBusiness();
    for (let round = 0; round < 3; round++) await saveLead(business.scope, origin(), { notes: "רוצה מרפסת" }, tools);
    expect((await leadsOf(business))[0]?.notes).toBe("רוצה מרפסת");
  });
});

describe("another number to ring back on", () => {
  test("stands in the notes and as it was said; the lead stays that of the caller's own", async () => {
    const business = await aBusiness();
    await saveLead(business.scope, origin(), { name: "דנה", phone: "04-8550206" }, tools);
    const [lead] = await leadsOf(business);
    expect(lead).toMatchObject({ phone: FROM, phoneTyped: "04-8550206" });
    expect(lead?.notes).toContain("04-8550206");
  });

  test("that is corrected takes the place of the one before, in the notes too", async () => {
    const business = await aBusiness();
    for (const phone of ["04-8550206", "04-8550207", "054-7654321"])
      await saveLead(business.scope, origin(), { phone, notes: "לפנות בערב" }, tools);
    const [lead] = await leadsOf(business);
    expect(lead).toMatchObject({ phone: FROM, phoneTyped: "054-7654321" });
    expect(lead?.notes?.split("\n").toSorted()).toEqual(["טלפון לחזרה: 054-7654321", "לפנות בערב"].toSorted());
  });

  test.each(["052-123-45", "5551234", "266696687"])("that is half a number (%s) is asked for again", async (phone) => {
    const business = await aBusiness();
    const half = await saveLead(business.scope, origin("anonymous"), { name: "דנה", phone }, tools);
    expect(half.phoneProblem).not.toBeNull();
    expect(await leadsOf(business)).toMatchObject([{ phone: null, phoneTyped: phone, notes: null }]);
    const whole = await saveLead(business.scope, origin("anonymous", half.leadId), { phone: "052-123-4567" }, tools);
    expect(whole.phoneProblem).toBeNull();
    expect(await leadsOf(business)).toMatchObject([{ phone: FROM, phoneTyped: "052-123-4567" }]);
  });

  test("that is the caller's own, said aloud, is nothing new", async () => {
    const business = await aBusiness();
    await saveLead(business.scope, origin(), { phone: "052-123-4567" }, tools);
    expect((await leadsOf(business))[0]).toMatchObject({ phone: FROM, notes: null });
  });
});

describe("a caller who withholds the number", () => {
  test("is a lead of their own, each time; within one call the same", async () => {
    const business = await aBusiness();
    const { leadId: first } = await saveLead(business.scope, origin("anonymous"), { name: "אלמוני" }, tools);
    const again = await saveLead(business.scope, origin("anonymous", first), { area: "חיפה" }, tools);
    expect(again.leadId).toBe(first);
    const other = await saveLead(business.scope, origin("anonymous"), { name: "אחר" }, tools);
    expect(other.leadId).not.toBe(first);
    expect(await leadsOf(business)).toHaveLength(2);
  });

  test("and names one, is known by it", async () => {
    const business = await aBusiness();
    await saveLead(business.scope, origin(""), { name: "דנה", phone: "052-123-4567" }, tools);
    expect((await leadsOf(business))[0]).toMatchObject({ phone: FROM });
  });

  test("and names one after the lead was saved, is known by it as well", async () => {
    const business = await aBusiness();
    const { leadId: id } = await saveLead(business.scope, origin("anonymous"), { name: "דנה" }, tools);
    await saveLead(business.scope, origin("anonymous", id), { phone: "052-123-4567" }, tools);
    expect(await leadsOf(business)).toMatchObject([{ name: "דנה", phone: FROM }]);
  });

  test("and names that of a known lead: nothing fails, and no second lead has the number", async () => {
    const business = await aBusiness();
    await aLead(business, { phone: FROM, name: "דנה לוי" });
    const { leadId: id } = await saveLead(business.scope, origin("anonymous"), { name: "דנה" }, tools);
    await saveLead(business.scope, origin("anonymous", id), { phone: "052-123-4567" }, tools);
    expect((await leadsOf(business)).filter(({ phone }) => phone === FROM)).toHaveLength(1);
  });
});

describe("the database refuses", () => {
  test("a call that points to another business's lead", async () => {
    const [one, other] = [await aBusiness(), await aBusiness()];
    const lead = await aLead(other);
    await expect(aCall(one, { leadId: lead.id })).rejects.toThrow();
    const call = await aCall(one);
    await expect(
      one.scope.db
        .update(calls)
        .set({ leadId: lead.id })
        .where(and(eq(calls.businessId, one.id), eq(calls.id, call.id))),
    ).rejects.toThrow();
    expect((await findCall(one.scope, call.id))?.leadId).toBeNull();
  });

  test("a second lead with the same number", async () => {
    const business = await aBusiness();
    await aLead(business, { phone: FROM });
    await expect(aLead(business, { phone: FROM })).rejects.toThrow();
  });
});

describe("the assistant's tools", () => {
  async function aContext() {
    const business = await aBusiness();
    const call = await aCall(business, { from: FROM });
    const context: ToolContext = {
      scope: business.scope,
      callId: call.id,
      from: FROM,
      leadId: null,
      now: () => NOW,
      newId: tools.newId,
    };
    return { business, call, context };
  }

  test("are those that the business has, as the model sees them", () => {
    expect(realtimeTools(ALL).map(({ name }) => name)).toEqual(["save_lead", "hand_over", "end_call"]);
  });

  test("save_lead saves what was said and links the call; what was not said stays", async () => {
    const { business, call, context } = await aContext();
    const args = { name: "דנה", phone: null, deal_type: "buy", area: null, rooms: 4, budget: null, notes: null };
    const first = await runTool(ALL, "save_lead", JSON.stringify(args), context);
    const second = await runTool(
      ALL,
      "save_lead",
      JSON.stringify({ ...args, name: null, area: "חיפה", deal_type: null, rooms: null }),
      context,
    );
    expect([first.failed, second.failed]).toEqual([false, false]);
    expect(await leadsOf(business)).toMatchObject([{ name: "דנה" }]);
    expect(await demandsOf(business)).toMatchObject([{ areas: ["חיפה"], dealType: "buy", roomsMin: 4 }]);
    expect((await findCall(business.scope, call.id))?.leadId).toBe(first.leadId);
    expect(second.leadId).toBe(first.leadId);
  });

  test("save_lead says when the number is not whole, and that the caller must be asked", async () => {
    const { context } = await aContext();
    const result = await runTool(ALL, "save_lead", JSON.stringify({ phone: "052-123-45" }), context);
    expect(result).toMatchObject({ failed: false, mustAnswer: true });
    expect(JSON.parse(result.output)).toMatchObject({ saved: true, phone: "too_short" });
    const whole = await runTool(ALL, "save_lead", JSON.stringify({ phone: "052-123-4567" }), context);
    expect(whole.mustAnswer).toBe(false);
  });

  test("empty strings from the model mean that nothing was said", async () => {
    const { business, context } = await aContext();
    await runTool(ALL, "save_lead", JSON.stringify({ name: "דנה", phone: "", area: "", notes: "" }), context);
    const result = await runTool(
      ALL,
      "save_lead",
      JSON.stringify({ name: "", phone: "", area: "חיפה", notes: " " }),
      context,
    );
    expect(result.failed).toBe(false);
    expect(await leadsOf(business)).toMatchObject([{ name: "דנה", notes: null, phoneTyped: FROM }]);
    expect(await demandsOf(business)).toMatchObject([{ areas: ["חיפה"] }]);
  });

  test.each(["{", "null", '{"rooms":"many"}', '{"budget":-5}', '{"deal_type":"steal"}'])(
    "arguments %s save nothing, and the model is told so",
    async (args) => {
      const { business, context } = await aContext();
      const result = await runTool(ALL, "save_lead", args, context);
      expect(result).toMatchObject({ failed: true, leadId: null, error: expect.anything() });
      expect(JSON.parse(result.output)).toMatchObject({ done: false });
      expect(await leadsOf(business)).toEqual([]);
    },
  );

  test("a tool that does not exist is a failure, not an exception", async () => {
    const { context } = await aContext();
    expect(await runTool(ALL, "transfer_money", "{}", context)).toMatchObject({ failed: true });
  });

  test("a tool that this business does not have is one as well", async () => {
    const { context } = await aContext();
    const without = toolsOf({ handoffPhone: null });
    expect(await runTool(without, "hand_over", '{"reason":null}', context)).toMatchObject({ failed: true });
    expect(await runTool(ALL, "hand_over", '{"reason":null}', context)).toMatchObject({ failed: false });
  });

  test("end_call ends the call and nothing else", async () => {
    const { context } = await aContext();
    expect(await runTool(ALL, "end_call", '{"reason":null}', context)).toMatchObject({ failed: false });
  });

  test("a database that fails is told to the model, and the log holds neither the number nor the words", async () => {
    const { context } = await aContext();
    const broken = scopeOfMember(
      { TENANT_0: env.DIRECTORY },
      { businessId: context.scope.businessId, tenantDb: "TENANT_0" },
      null,
    );
    const { error, ...result } = await runTool(ALL, "save_lead", JSON.stringify({ name: "ישראלה ישראלי" }), {
      ...context,
      scope: broken,
    });
    expect(result.failed).toBe(true);
    const lines: string[] = [];
    createLogger({}, (line) => lines.push(line)).error("tool_failed", { name: "save_lead", cause: error });
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain(FROM);
    expect(lines[0]).not.toContain("ישראלה");
  });
});
