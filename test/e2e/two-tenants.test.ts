/** Two businesses that compete, on two tenant databases, at work at the same time in one product. */
import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { spokenFallback } from "../../core/assistant/prompts.ts";
import { loadClip } from "../../dev/speech/clips.ts";
import type { ClipId, CallerClipId } from "../../dev/speech/lines.ts";
import type { SimulatedCall } from "../../dev/twilio/call.ts";
import { formatPhone } from "../../web/src/format/phone.ts";
import { he } from "../../web/src/i18n/he.ts";
import type { ApiSession } from "./support/api-session.ts";
import { fileBrowser, signedIn } from "./support/browser.ts";
import { rowsByDatabase, TENANT_TABLES } from "./support/databases.ts";
import { found, signInAsAdmin, type Founded } from "./support/founding.ts";
import { Overheard } from "./support/overheard.ts";
import { heardOut, openai, product, ring, say } from "./support/world.ts";

type Exchange = readonly [caller: CallerClipId, assistant: ClipId];
type Side = Founded & { greeting: string; talk: readonly Exchange[]; lead: { name: string } };

const PLANS = [
  {
    slug: "two-tenants-north",
    name: "משרד הצפון",
    tenantDb: "TENANT_0",
    phone: "+97235552001",
    caller: "+972541002001",
    greeting: "שלום, כאן משרד הצפון.",
    talk: [
      ["buyer-looking", "buyer-ask-budget"],
      ["buyer-budget", "buyer-ask-name"],
      ["buyer-name", "buyer-saved"],
      ["buyer-thanks", "buyer-goodbye"],
    ],
    lead: { name: "דנה לוי" },
  },
  {
    slug: "two-tenants-south",
    name: "משרד הדרום",
    tenantDb: "TENANT_1",
    phone: "+97235552002",
    caller: "+972541002002",
    greeting: "שלום, כאן משרד הדרום.",
    talk: [
      ["openai-drops-details", "openai-drops-ask-name"],
      ["openai-drops-name", "openai-drops-saved"],
      ["openai-drops-thanks", "openai-drops-goodbye"],
    ],
    lead: { name: "יוסי כהן" },
  },
] as const;

/** What is said on the telephone takes its time. */
const SPOKEN_WITHIN = { timeout: 30_000 };

const browser = fileBrowser();
let admin: ApiSession;
let north: Side;
let south: Side;

beforeAll(async () => {
  admin = await signInAsAdmin(product);
  const [first, second] = PLANS;
  north = { ...first, ...(await found(product, admin, first)) };
  south = { ...second, ...(await found(product, admin, second)) };
});

const textOf = (clip: ClipId): string => loadClip(clip).text;
const wordsOf = ({ greeting, talk }: Side): string[] => [greeting, ...talk.flat().map(textOf)];
/** What nobody of another business may ever come across. */
const marksOf = (side: Side): string[] => [
  side.id,
  side.slug,
  side.name,
  side.caller,
  side.lead.name,
  ...wordsOf(side),
];

async function dashboard(side: Side): Promise<Page> {
  const page = await signedIn(browser, `/b/${side.slug}/calls`, side.person);
  await page.getByRole("link", { name: he.live.state.open }).waitFor();
  return page;
}

const liveCalls = (page: Page): Locator => page.getByRole("region", { name: he.calls.liveNow }).getByRole("listitem");

/** From the ringing to the end, seen at the dashboard as it is spoken. */
async function talkThrough(side: Side, call: SimulatedCall, page: Page): Promise<void> {
  await liveCalls(page)
    .filter({ hasText: formatPhone(side.caller) })
    .click(SPOKEN_WITHIN);
  const transcript = page.getByRole("log", { name: he.call.transcript });
  await transcript.getByText(side.greeting).waitFor(SPOKEN_WITHIN);
  await heardOut(call);
  for (const [caller, assistant] of side.talk) {
    await say(call, caller);
    await transcript.getByText(textOf(caller)).waitFor(SPOKEN_WITHIN);
    await transcript.getByText(textOf(assistant)).waitFor(SPOKEN_WITHIN);
    if (assistant !== side.talk.at(-1)?.[1]) await heardOut(call);
  }
  await call.ended;
  await page.getByText(he.calls.liveBadge).first().waitFor({ state: "detached" });
}

test("each sees its own call as it is spoken and never a word of the other's, and each call is kept in its own database", async () => {
  const pages = [await dashboard(north), await dashboard(south)] as const;
  const overheard = pages.map((page) => new Overheard(page));
  // From here on all that they are told is told again.
  for (const page of pages) await page.reload();
  for (const page of pages) await page.getByRole("link", { name: he.live.state.open }).waitFor();

  const calls = [ring(north), ring(south)] as const;
  for (const page of pages) {
    await liveCalls(page).first().waitFor(SPOKEN_WITHIN);
    expect(await liveCalls(page).count()).toBe(1);
  }
  await Promise.all([talkThrough(north, calls[0], pages[0]), talkThrough(south, calls[1], pages[1])]);

  const records = await Promise.all([
    north.manager.endedRecord(north.id, calls[0].callSid),
    south.manager.endedRecord(south.id, calls[1].callSid),
  ]);
  const sides = [
    { own: north, other: south },
    { own: south, other: north },
  ];
  for (const [index, { own, other }] of sides.entries()) {
    const otherRecord = records[1 - index];
    expect(records[index]).toMatchObject({ from: own.caller, lead: own.lead, endReason: "assistant_ended" });
    expect(records[index]?.turns.map(({ text }) => text)).toEqual(wordsOf(own));

    const text = (await overheard[index]?.text()) ?? "";
    for (const mark of marksOf(own)) expect(text).toContain(mark);
    for (const mark of marksOf(other)) expect(text, `${own.name} was told of ${other.name}`).not.toContain(mark);

    // With the other's ids in hand, and signed in to a business of one's own: it does not exist.
    for (const path of [
      `${other.id}/calls`,
      `${other.id}/calls/${otherRecord?.id}`,
      `${own.id}/calls/${otherRecord?.id}`,
      `${own.id}/leads/${otherRecord?.lead?.id}`,
    ])
      expect((await own.api.ask("GET", `/api/businesses/${path}`)).status, path).toBe(404);
  }

  const rows = rowsByDatabase(product, [north.id, south.id]);
  for (const [own, database, foreign] of [
    [north, "TENANT_0", "TENANT_1"],
    [south, "TENANT_1", "TENANT_0"],
  ] as const) {
    expect(rows[database]?.[own.id]).toMatchObject({
      business_settings: 1,
      calls: 1,
      leads: 1,
      call_turns: wordsOf(own).length,
    });
    expect(rows[foreign]?.[own.id]).toEqual(Object.fromEntries(TENANT_TABLES.map((table) => [table, 0])));
  }
});

describe("one of them suspended in the middle", () => {
  test("turns its new callers away politely and lets the one on the line finish, while the other takes calls as ever", async () => {
    const pages = { north: await dashboard(north), south: await dashboard(south) };
    const running = { north: ring(north), south: ring(south) };
    await Promise.all([heardOut(running.north), heardOut(running.south)]);
    const sessions = (await openai.sessions(south)).length;

    await admin.send("POST", `/api/admin/businesses/${south.id}/suspend`, { reason: "ניסיון של השהיה" });

    // Its people see it at once, without loading the page again; the other's see nothing of it.
    await pages.south.getByText(he.shell.suspendedTitle(south.name)).waitFor();
    expect(await pages.north.getByText(he.shell.suspendedTitle(north.name)).count()).toBe(0);
    expect((await south.api.ask("POST", `/api/businesses/${south.id}/warm-up`)).status).toBe(403);
    expect((await north.api.ask("POST", `/api/businesses/${north.id}/warm-up`)).status).toBe(200);

    const turnedAway = ring(south, { from: "+972541002098" });
    const answered = ring(north, { from: "+972541002099" });
    expect(await turnedAway.ended).toBe("completed");
    expect(turnedAway.said).toEqual([spokenFallback.unavailable]);
    expect(turnedAway.streamUrls).toEqual([]);
    expect(await south.manager.rowsOf(south.id, turnedAway.callSid)).toEqual([]);
    expect(await openai.sessions(south)).toHaveLength(sessions);

    await heardOut(answered);
    await answered.hangUp();
    await Promise.all([say(running.north, "buyer-looking"), say(running.south, "openai-drops-details")]);
    await Promise.all([heardOut(running.north), heardOut(running.south)]);
    for (const call of Object.values(running)) await call.hangUp();
    for (const [side, call, words] of [
      [north, answered, [north.greeting]],
      [north, running.north, wordsOf(north).slice(0, 3)],
      [south, running.south, wordsOf(south).slice(0, 3)],
    ] as const) {
      const { turns, endReason } = await side.manager.endedRecord(side.id, call.callSid);
      expect([endReason, turns.map(({ text }) => text)]).toEqual(["caller_hung_up", words]);
    }

    await admin.send("POST", `/api/admin/businesses/${south.id}/resume`);
    await pages.south.getByText(he.shell.suspendedTitle(south.name)).waitFor({ state: "detached" });
    const back = ring(south);
    await heardOut(back);
    await back.hangUp();
    expect(await south.manager.endedRecord(south.id, back.callSid)).toMatchObject({ endReason: "caller_hung_up" });
  });
});
