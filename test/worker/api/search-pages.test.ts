/** The page of all that was found: where the words stand, page by page, and what that reads. */
import { beforeAll, describe, expect, test } from "vitest";
import { rowsRead } from "./support/rows-read.ts";
import { aBusiness, aCall, aLead, START, type TestBusiness } from "./support/world.ts";
import type { FoundCall, FoundPageAsked } from "../../../core/search/wire.ts";
import type { BusinessScope } from "../../../worker/db/scope.ts";
import { callTurns } from "../../../worker/db/tenant/schema.ts";
import { bringUpToDate } from "../../../worker/features/search-index/service.ts";
import { findCallsBySaid, findLeadsByNoted } from "../../../worker/features/search/service.ts";

const never = (cause: unknown) => {
  throw cause;
};
const asked = (query: string, rest: Partial<FoundPageAsked> = {}): FoundPageAsked => ({ query, limit: 10, ...rest });
const textOf = (words: FoundCall["words"]) =>
  words?.map(({ text, isFound }) => (isFound ? `[${text}]` : text)).join("") ?? null;

async function said(business: TestBusiness, callId: string, texts: readonly string[]): Promise<void> {
  await business.scope.db.insert(callTurns).values(
    texts.map((text, at) => ({
      businessId: business.id,
      callId,
      seq: at + 1,
      role: at % 2 ? ("assistant" as const) : ("caller" as const),
      text,
      startedAt: START + at,
    })),
  );
}

describe("what was found", () => {
  let business: TestBusiness;
  let callId = "";
  beforeAll(async () => {
    business = await aBusiness();
    await aLead(business, { name: "דנה לוי", notes: "מחפשת דירה עם ממ״ד בכרמל" });
    await aLead(business, { name: "כרמל אבני", notes: null });
    ({ id: callId } = await aCall(business, { summary: "דיבר על מחיר" }));
    await said(business, callId, ["שלום", "במה אפשר לעזור?", "יש לכם משהו עם מרפסת לים?"]);
    await aCall(business, { summary: "רוצה מרפסת גדולה" });
  });

  test("says of a lead where in what is noted the words stand, and nothing where it is the name", async () => {
    const { items } = await findLeadsByNoted(business.scope, asked("כרמל"), never);
    expect(items.map(({ lead, words }) => [lead.name, textOf(words)])).toEqual([
      ["כרמל אבני", null],
      ["דנה לוי", "מחפשת דירה עם ממ״ד [בכרמל]"],
    ]);
  });

  test("says of a call in which turn the words were said and by whom, or that it is the summary that has them", async () => {
    const { items } = await findCallsBySaid(business.scope, asked("מרפסת"), never);
    const shown = items.map(({ turn, words }) => ({ turn, words: textOf(words) }));
    expect(shown).toContainEqual({ turn: { seq: 3, role: "caller" }, words: "יש לכם משהו עם [מרפסת] לים?" });
    expect(shown).toContainEqual({ turn: null, words: "רוצה [מרפסת] גדולה" });
  });

  test("is nothing for somebody whose leads these are not", async () => {
    const scope: BusinessScope = { ...business.scope, onlyOf: "somebody" };
    expect((await findLeadsByNoted(scope, asked("כרמל"), never)).items).toEqual([]);
    expect((await findCallsBySaid(scope, asked("מרפסת"), never)).items).toEqual([]);
  });
});

describe("of many", () => {
  const LEADS = 45;
  let business: TestBusiness;
  beforeAll(async () => {
    business = await aBusiness();
    for (let nth = 0; nth < LEADS; nth++) await aLead(business, { name: `יעל ${nth}`, notes: `הערה ${nth}` });
    await bringUpToDate(business.scope, 1_000);
  });

  test("each is on one page, and the last page says that it is the last", async () => {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await findLeadsByNoted(business.scope, { query: "יעל", limit: 10, cursor }, never);
      ids.push(...page.items.map(({ lead }) => lead.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(ids).size).toBe(LEADS);
    expect(ids).toHaveLength(LEADS);
  });

  test("a page reads a few rows for each that it shows", async () => {
    const read = await rowsRead(business.scope, (scope) => findLeadsByNoted(scope, asked("יעל"), never));
    expect(read).toBeLessThanOrEqual(12 * 11);
  });
});
