import { rowsRead } from "./support/rows-read.ts";
import { listCalls, type CallFilter } from "../../../worker/features/calls/queries.ts";
import { readyFilter } from "../../../worker/features/calls/service.ts";
import { describe, expect, test } from "vitest";
import type { Browser } from "./support/browser.ts";
import { aBusiness, aCall, aLead, aMember, errorOf, makeWorld, START } from "./support/world.ts";
import type { Role } from "../../../core/auth/permissions.ts";
import type { CallDetail, CallSummary } from "../../../core/calls/wire.ts";
import { callEvents, callTurns } from "../../../worker/db/tenant/schema.ts";

type Page = { items: CallSummary[]; nextCursor: string | null };

async function anOffice(role: Role = "manager") {
  const business = await aBusiness();
  const browser = await makeWorld().signedIn((await aMember(business, role)).email);
  const list = async (query = ""): Promise<Page> => (await browser.get(`${business.path}/calls${query}`)).json();
  return { business, browser, list };
}

const idsOf = ({ items }: Page) => items.map(({ id }) => id);

const filterOf = (query: string) => ({ query }) as CallFilter;

describe("the list of calls", () => {
  test("is empty at first", async () => {
    const { list } = await anOffice();
    expect(await list()).toEqual({ items: [], nextCursor: null });
  });

  test("shows the latest first, with the lead's name and the length of what was answered", async () => {
    const { business, list } = await anOffice();
    const lead = await aLead(business, { name: "דנה" });
    const older = await aCall(business, { startedAt: START - 9_000 });
    const newer = await aCall(business, {
      leadId: lead.id,
      answeredAt: START + 1_000,
      endedAt: START + 61_000,
      endReason: "caller_hung_up",
    });
    const page = await list();
    expect(idsOf(page)).toEqual([newer.id, older.id]);
    expect(page.items[0]).toMatchObject({
      leadName: "דנה",
      durationMs: 60_000,
      endReason: "caller_hung_up",
      callBack: false,
    });
    expect(page.items[1]).toMatchObject({ leadId: null, leadName: null, durationMs: null });
    expect(page.items[0]).not.toHaveProperty("businessId");
  });

  test("gives a live call no length", async () => {
    const { business, list } = await anOffice();
    await aCall(business, { status: "live", answeredAt: START });
    expect((await list()).items[0]).toMatchObject({ status: "live", durationMs: null });
  });

  test("narrows to a status, to a lead, to those who wait for a call back, and to all three", async () => {
    const { business, list } = await anOffice();
    const lead = await aLead(business);
    const live = await aCall(business, { status: "live", startedAt: START + 3 });
    const waiting = await aCall(business, { callBack: true, leadId: lead.id, startedAt: START + 2 });
    const done = await aCall(business, { leadId: lead.id, startedAt: START + 1 });
    expect(idsOf(await list("?status=live"))).toEqual([live.id]);
    expect(idsOf(await list(`?leadId=${lead.id}`))).toEqual([waiting.id, done.id]);
    expect(idsOf(await list("?callBack=true"))).toEqual([waiting.id]);
    expect(idsOf(await list("?callBack=false"))).toEqual([live.id, done.id]);
    expect(idsOf(await list(`?callBack=true&status=ended&leadId=${lead.id}`))).toEqual([waiting.id]);
  });

  test("narrows to a caller: part of the lead's name, or digits of the number at the other end", async () => {
    const { business, list } = await anOffice();
    const lead = await aLead(business, { name: "דנה לוי" });
    const hers = await aCall(business, { leadId: lead.id, from: "+972525550201", startedAt: START + 3 });
    const unknown = await aCall(business, { from: "+972544440000", startedAt: START + 2 });
    const back = await aCall(business, {
      direction: "outbound",
      from: "+97235550101",
      to: "+972525550201",
      startedAt: START + 1,
    });
    await aCall(business, { from: "anonymous" });
    const find = async (query: string) => idsOf(await list(`?query=${encodeURIComponent(query)}`));
    expect(await find("לוי")).toEqual([hers.id]);
    expect(await find("052-555")).toEqual([hers.id, back.id]);
    expect(await find("0544")).toEqual([unknown.id]);
    expect(await find("03-555")).toEqual([]);
    expect(await find("%")).toEqual([]);
    expect(await list("?query=")).toMatchObject({ items: { length: 4 } });
  });

  test("narrows to what was said, and to who is on the line now; of others' leads an agent finds nothing", async () => {
    const { business, list } = await anOffice();
    const lead = await aLead(business, { name: "דנה לוי" });
    const said = await aCall(business, { leadId: lead.id, startedAt: START + 2, summary: "מחפשת דירה עם מרפסת" });
    const now = await aCall(business, { leadId: lead.id, status: "live", startedAt: START + 3 });
    const of = (query: string) => `?query=${encodeURIComponent(query)}`;
    expect(idsOf(await list(of("מרפסת")))).toEqual([said.id]);
    expect(idsOf(await list(of("דנה")))).toEqual([now.id, said.id]);
    expect(idsOf(await list(`${of("דנה")}&status=ended`))).toEqual([said.id]);
    const scope = { ...business.scope, onlyOf: "somebody-else" };
    expect(await listCalls(scope, { limit: 9, cursor: undefined }, await readyFilter(scope, filterOf("דנה")))).toEqual({
      items: [],
      nextCursor: null,
    });
  });

  test("finds among many without reading them all", async () => {
    const { business } = await anOffice();
    const lead = await aLead(business, { name: "דנה לוי" });
    for (let nth = 0; nth < 150; nth++) await aCall(business, { startedAt: START + nth });
    await aCall(business, { leadId: lead.id, startedAt: START });
    const page = { limit: 9, cursor: undefined };
    // What is new goes to the index with the first search.
    await readyFilter(business.scope, filterOf("דנה"));
    await readyFilter(business.scope, filterOf("דנה"));
    const read = await rowsRead(business.scope, async (scope) => {
      const { items } = await listCalls(scope, page, await readyFilter(scope, filterOf("דנה")));
      expect(items).toHaveLength(1);
    });
    expect(read).toBeLessThan(40);
  });

  test("never shows another business's calls or leads", async () => {
    const [mine, other] = [await anOffice(), await anOffice()];
    const lead = await aLead(other.business);
    await aCall(other.business, { leadId: lead.id });
    expect(idsOf(await mine.list())).toEqual([]);
    expect(idsOf(await mine.list(`?leadId=${lead.id}`))).toEqual([]);
  });
});

describe("paging", () => {
  async function walk(
    list: (query?: string) => Promise<Page>,
    between: () => Promise<unknown> = async () => {},
  ): Promise<string[]> {
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const page: Page = await list(`?limit=3${cursor && `&cursor=${cursor}`}`);
      seen.push(...idsOf(page));
      cursor = page.nextCursor;
      await between();
    }
    return seen;
  }

  test("shows each of ten calls of one millisecond once", async () => {
    const { business, list } = await anOffice();
    const written = await Promise.all(Array.from({ length: 10 }, () => aCall(business)));
    const seen = await walk(list);
    expect(seen).toEqual(
      written
        .map(({ id }) => id)
        .toSorted()
        .toReversed(),
    );
  });

  test("is not shifted by calls that come in meanwhile, of a later or of the very same millisecond", async () => {
    const { business, list } = await anOffice();
    const written = await Promise.all(
      Array.from({ length: 7 }, (_, index) => aCall(business, { startedAt: START - (index % 2) })),
    );
    const seen = await walk(list, async () => {
      await aCall(business, { startedAt: START + 1 });
      await aCall(business, { startedAt: START, id: `zzz-${crypto.randomUUID()}` });
    });
    expect(seen.toSorted()).toEqual(written.map(({ id }) => id).toSorted());
  });

  test("ends without a cursor when the last page is exactly full", async () => {
    const { business, list } = await anOffice();
    await Promise.all([aCall(business), aCall(business), aCall(business)]);
    expect((await list("?limit=3")).nextCursor).toBeNull();
  });
});

describe("a query that makes no sense names its field", () => {
  test.each([
    ["limit=0", "limit"],
    ["limit=101", "limit"],
    ["limit=many", "limit"],
    ["status=asleep", "status"],
    ["callBack=perhaps", "callBack"],
    [`query=${"x".repeat(81)}`, "query"],
    ["cursor=garbage", "cursor"],
    [`cursor=${"x".repeat(201)}`, "cursor"],
  ])("%s", async (query, field) => {
    const { browser, business } = await anOffice();
    const response = await browser.get(`${business.path}/calls?${query}`);
    const error = await errorOf(response);
    expect([response.status, error.code, error.details?.map((detail) => detail.field)]).toEqual([
      400,
      "validation_failed",
      [field],
    ]);
  });
});

describe("one call", () => {
  test("is read again from where one has read it: the words and events behind that, and all else as it is now", async () => {
    const { business, browser } = await anOffice();
    const { id } = await aCall(business, { status: "live", answeredAt: START });
    const row = { businessId: business.id, callId: id };
    const turns = [1, 2, 3, 4].map((seq) => ({
      ...row,
      seq,
      role: seq === 1 ? ("caller" as const) : ("assistant" as const),
      text: `${seq}`,
      startedAt: START + seq,
    }));
    await business.scope.db.insert(callTurns).values(turns);
    const event = { ...row, kind: "tool_called" as const, at: START, data: {} };
    await business.scope.db.insert(callEvents).values([
      { ...event, seq: 1 },
      { ...event, seq: 2 },
    ]);
    const read = async (query: string): Promise<CallDetail> =>
      (await browser.get(`${business.path}/calls/${id}${query}`)).json();
    const whole = await read("");
    const seqs = ({ turns: t, events: e }: CallDetail) => [t.map(({ seq }) => seq), e.map(({ seq }) => seq)];
    expect(seqs(whole)).toEqual([
      [1, 2, 3, 4],
      [1, 2],
    ]);
    const rest = await read("?turnsAfter=2&eventsAfter=1");
    expect(seqs(rest)).toEqual([[3, 4], [2]]);
    // The caller's only word stands before: what is said of the whole call does not change with what is read of it.
    const { turns: _turns, events: _events, ...others } = rest;
    expect(whole).toMatchObject(others);
    expect(others.callerSpoke).toBe(true);
    expect(seqs(await read("?turnsAfter=99&eventsAfter=99"))).toEqual([[], []]);
    for (const odd of ["-1", "1.5", "x", "1e30", "NaN"])
      expect((await browser.get(`${business.path}/calls/${id}?turnsAfter=${odd}`)).status).toBe(400);
  });

  const read = async (browser: Browser, path: string): Promise<CallDetail> => (await browser.get(path)).json();

  test("comes with its turns and events in order, its lead and its usage", async () => {
    const { business, browser } = await anOffice();
    const lead = await aLead(business, { name: "אבי", budget: 1_720_000 });
    const call = await aCall(business, {
      leadId: lead.id,
      usage: { audioIn: 12 },
      costMicroUsd: 4_200,
      realtimeModel: "gpt-realtime-2.1",
    });
    const row = { businessId: business.id, callId: call.id };
    await business.scope.db.insert(callTurns).values([
      { ...row, seq: 2, role: "caller", text: "רגע", startedAt: START + 2 },
      {
        ...row,
        seq: 1,
        role: "assistant",
        text: "שלום",
        startedAt: START + 1,
        interrupted: true,
        heardMs: 640,
        untranscribed: false,
      },
    ]);
    await business.scope.db.insert(callEvents).values([
      { ...row, seq: 2, kind: "call_ended", at: START + 9, data: { reason: "silence" } },
      { ...row, seq: 1, kind: "stream_started", at: START, data: {} },
    ]);
    const detail = await read(browser, `${business.path}/calls/${call.id}`);
    expect(detail).toMatchObject({
      id: call.id,
      usage: { audioIn: 12 },
      costMicroUsd: 4_200,
      realtimeModel: "gpt-realtime-2.1",
      leadName: "אבי",
    });
    expect(detail.lead).toMatchObject({ id: lead.id, name: "אבי", demands: [{ priceMax: 1_720_000 }] });
    expect(detail.turns).toEqual([
      {
        seq: 1,
        role: "assistant",
        text: "שלום",
        startedAt: START + 1,
        interrupted: true,
        heardMs: 640,
        untranscribed: false,
      },
      {
        seq: 2,
        role: "caller",
        text: "רגע",
        startedAt: START + 2,
        interrupted: false,
        heardMs: null,
        untranscribed: false,
      },
    ]);
    expect(detail.events.map(({ kind }) => kind)).toEqual(["stream_started", "call_ended"]);
  });

  test("says what it cost to managers alone, here and in the list", async () => {
    for (const role of ["manager", "business"] as const) {
      const { business, browser, list } = await anOffice(role);
      const call = await aCall(business, { usage: { audioIn: 12 }, costMicroUsd: 4_200 });
      const { costMicroUsd, usage, exchangeRate } = await read(browser, `${business.path}/calls/${call.id}`);
      const listed = (await list()).items.map((one) => one.costMicroUsd);
      const rate = { shekelsPerDollar: 3.298, asOf: "2025-10-22" };
      expect([costMicroUsd, usage, listed, exchangeRate]).toEqual(
        role === "manager" ? [4_200, { audioIn: 12 }, [4_200], rate] : [null, null, [null], null],
      );
    }
  });

  test("of nobody known has no lead", async () => {
    const { business, browser } = await anOffice();
    const call = await aCall(business);
    expect(await read(browser, `${business.path}/calls/${call.id}`)).toMatchObject({
      lead: null,
      leadName: null,
      usage: null,
      turns: [],
      events: [],
    });
  });
});
