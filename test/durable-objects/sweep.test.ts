/** What a call's own object did not get round to is noticed, and done. */
import { describe, expect, test } from "vitest";
import { findCall, writeCall } from "../../worker/features/calls/record/queries.ts";
import { sweepCalls } from "../../worker/features/calls/sweep/service.ts";
import type { Deps } from "../../worker/deps.ts";
import type { Job } from "../../worker/jobs.ts";
import { createLogger } from "../../worker/log.ts";
import { aBusiness, aCall, type TestBusiness } from "../worker/api/support/world.ts";
import { closeLostCall } from "../../durable-objects/call-session/call-closing.ts";
import { deps as real, identityOf, newCallSid } from "./support/calls.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const turn = { startedAt: 1, interrupted: false, heardMs: null, untranscribed: false };

/**
 * A time of its own for each test, long before the calls of all others: the sweep takes so many of a database, and these
 * tests are about whose they are. Calls that ended earlier are too old for it, and the others have not happened yet.
 */
let years = 1990;
const aQuietTime = () => Date.UTC(years++, 0, 1);

/** More than one sweep takes. */
const many = Array.from({ length: 55 }, (_, index) => index);

/** The first comes first in the indexes. */
async function twoInOrder(): Promise<[TestBusiness, TestBusiness]> {
  const [one, other] = [await aBusiness(), await aBusiness()];
  return one.id < other.id ? [one, other] : [other, one];
}

type Refusal = { job?: (callId: string) => boolean; closing?: (callSid: string) => boolean };

/** Runs the sweep at `now` and answers with what it asked for of this business. What is refused throws. */
async function swept(business: TestBusiness, now: number, refused: Refusal = {}) {
  const jobs: Job[] = [];
  const closed: string[] = [];
  const lines: string[] = [];
  const closeLost = async (callSid: string) => {
    if (refused.closing?.(callSid)) throw new Error("this one's journal is refused");
    closed.push(callSid);
  };
  const callSession = (callSid: string) =>
    ({ closeLost: () => closeLost(callSid) }) as unknown as ReturnType<Deps["callSession"]>;
  const send = async (job: Job) => {
    if (job.type === "summarise_call" && refused.job?.(job.callId)) throw new Error("the queue cannot be reached");
    jobs.push(job);
  };
  const deps: Deps = {
    ...real,
    now: () => now,
    log: createLogger({}, (line) => void lines.push(line)),
    jobs: { send },
    callSession,
  };
  await sweepCalls(deps);
  return { jobs: jobs.filter((job) => job.businessId === business.id), closed, lines };
}

async function anEnded(business: TestBusiness, endedAt: number, words: string | null, fields = {}) {
  const call = await aCall(business, { status: "ended", startedAt: endedAt - MINUTE, endedAt, ...fields });
  if (words !== null)
    await writeCall(business.scope, call.id, [
      { write: "turn", turn: { seq: 1, role: "caller", text: words, ...turn } },
    ]);
  return call;
}

describe("a call that ended without a summary", () => {
  test("gets its job when that is noticed, again with growing pauses, and not for ever", async () => {
    const business = await aBusiness();
    const now = aQuietTime();
    const call = await anEnded(business, now, "אני מחפש דירה");
    expect((await swept(business, now + MINUTE)).jobs).toEqual([]);
    const asked = { type: "summarise_call", businessId: business.id, tenantDb: "TENANT_0", callId: call.id };
    expect((await swept(business, now + 6 * MINUTE)).jobs).toEqual([asked]);
    let asks = 1;
    for (let at = now + 21 * MINUTE; at < now + 6 * 24 * HOUR; at += 15 * MINUTE * 4)
      asks += (await swept(business, at)).jobs.length;
    expect(asks).toBe(5);
  });

  test("is left alone when it has one, when nobody said a word, and when it is a week old", async () => {
    const business = await aBusiness();
    const now = aQuietTime();
    await anEnded(business, now - HOUR, "שלום", { summary: "סיכום" });
    await anEnded(business, now - HOUR, null);
    await anEnded(business, now - 8 * 24 * HOUR, "שלום");
    expect((await swept(business, now)).jobs).toEqual([]);
    // A barrier: one that lacks its summary is found in the same state of the database.
    await anEnded(business, now - HOUR, "שלום");
    expect((await swept(business, now)).jobs).toHaveLength(1);
  });

  test("costs no look at the calls that are finished", async () => {
    const business = await aBusiness();
    const { results } = await business.scope.db.$client
      .prepare(
        "explain query plan select id from calls where summary is null and summary_asks < 5 and status = 'ended' and ended_at < 1",
      )
      .all<{ detail: string }>();
    expect(results.map(({ detail }) => detail).join()).toContain("calls_unsummarised");
  });
});

describe("businesses that share a database", () => {
  test("wait at the most one sweep for each other's summaries, however many of one are missing", async () => {
    const now = aQuietTime();
    const [busy, other] = await twoInOrder();
    for (const index of many) await anEnded(busy, now - 2 * 24 * HOUR - index, "שלום");
    const call = await anEnded(other, now - HOUR, "שלום");
    expect((await swept(other, now)).jobs).toMatchObject([{ callId: call.id }]);
  });

  test("are served in turn, and in a business the call that was asked for longest ago comes first", async () => {
    const now = aQuietTime();
    const business = await aBusiness();
    const calls = [];
    for (const index of many) calls.push(await anEnded(business, now - 2 * 24 * HOUR + index, "שלום"));
    const [oldest, newest] = [calls.at(0), calls.at(-1)];
    const idsOf = ({ jobs }: { jobs: Job[] }) => jobs.map((job) => job.type === "summarise_call" && job.callId);
    const first = idsOf(await swept(business, now));
    expect(first).toContain(oldest?.id);
    expect(first).not.toContain(newest?.id);
    // An hour later the first may be asked for again; those that never were come before them.
    const second = idsOf(await swept(business, now + 61 * MINUTE));
    expect(second).toContain(newest?.id);
    expect(new Set([...first, ...second]).size).toBe(calls.length);
  });
});

describe("a call without an end", () => {
  test("that must be over for long is closed, a running one is not", async () => {
    const business = await aBusiness();
    const now = aQuietTime();
    const [stuck, running] = [newCallSid(), newCallSid()];
    await aCall(business, { status: "live", callSid: stuck, startedAt: now - 3 * HOUR });
    await aCall(business, { status: "live", callSid: running, startedAt: now - 10 * MINUTE });
    const { closed } = await swept(business, now);
    expect(closed).toContain(stuck);
    expect(closed).not.toContain(running);
  });
});

describe("one call of many that fails", () => {
  test("does not keep the others from being closed, however many such there are", async () => {
    const business = await aBusiness();
    const now = aQuietTime();
    const broken = new Set(many.map(newCallSid));
    for (const callSid of broken) await aCall(business, { status: "live", callSid, startedAt: now - 30 * HOUR });
    const sound = newCallSid();
    await aCall(business, { status: "live", callSid: sound, startedAt: now - 3 * HOUR });
    const closing = (callSid: string) => broken.has(callSid);
    const first = await swept(business, now, { closing });
    expect(first.lines.filter((line) => line.includes("stuck_call_not_closed")).length).toBeGreaterThan(1);
    const second = await swept(business, now + 15 * MINUTE, { closing });
    expect([...first.closed, ...second.closed]).toContain(sound);
  });

  test("does not keep the calls of another business waiting for a second sweep", async () => {
    const now = aQuietTime();
    const [before, after] = await twoInOrder();
    const broken = new Set(many.map(newCallSid));
    for (const callSid of broken) await aCall(before, { status: "live", callSid, startedAt: now - 30 * HOUR });
    const sound = newCallSid();
    await aCall(after, { status: "live", callSid: sound, startedAt: now - 3 * HOUR });
    const { closed } = await swept(after, now, { closing: (callSid) => broken.has(callSid) });
    expect(closed).toContain(sound);
  });

  test("does not keep the others from their summaries, nor them from being closed", async () => {
    const business = await aBusiness();
    const now = aQuietTime();
    const refused = await anEnded(business, now - 2 * HOUR, "שלום");
    const other = await anEnded(business, now - HOUR, "שלום");
    const stuck = newCallSid();
    await aCall(business, { status: "live", callSid: stuck, startedAt: now - 3 * HOUR });
    const { jobs, closed, lines } = await swept(business, now, { job: (callId) => callId === refused.id });
    expect(jobs).toMatchObject([{ callId: other.id }]);
    expect(closed).toContain(stuck);
    expect(lines.find((line) => line.includes("summary_not_asked_for"))).toContain(refused.id);
  });

  test("because the queue is away loses none of its tries", async () => {
    const business = await aBusiness();
    const now = aQuietTime();
    const call = await anEnded(business, now - HOUR, "שלום");
    const away = { job: () => true };
    for (let hour = 0; hour < 40; hour++) await swept(business, now + hour * HOUR, away);
    let asks = 0;
    for (let hour = 40; hour < 120; hour++) asks += (await swept(business, now + hour * HOUR)).jobs.length;
    expect(asks).toBe(5);
    expect((await findCall(business.scope, call.id))?.summary).toBeNull();
  });
});

describe("a call whose object was replaced between writing the end and asking for the summary", () => {
  const left = { keep: () => {}, read: () => Promise.resolve([]) };
  async function closed(fields: Parameters<typeof aCall>[1], publish: () => Promise<number>) {
    const business = await aBusiness();
    const call = await aCall(business, { startedAt: 1, ...fields });
    const jobs: Job[] = [];
    const deps: Deps = {
      ...real,
      log: createLogger({}, () => {}),
      jobs: { send: async (job) => void jobs.push(job) },
      hub: () => ({ publish }) as unknown as ReturnType<Deps["hub"]>,
    };
    await closeLostCall(deps, identityOf(call, business.id), left);
    return { jobs, row: await findCall(business.scope, call.id) };
  }

  test("has it asked for by the alarm, once there is none", async () => {
    const ended = { status: "ended" as const, endedAt: 2, endReason: "caller_hung_up" };
    expect((await closed(ended, async () => 0)).jobs).toMatchObject([{ type: "summarise_call" }]);
    expect((await closed({ ...ended, summary: "סיכום" }, async () => 0)).jobs).toEqual([]);
  });

  test("or before it could write the end: the record has one, to be rung back, though the hub cannot be told", async () => {
    const { jobs, row } = await closed({ status: "live", answeredAt: 1 }, () => Promise.reject(new Error("reset")));
    expect(row).toMatchObject({ status: "ended", endReason: "lost", callBack: true });
    expect(jobs).toHaveLength(1);
  });
});
