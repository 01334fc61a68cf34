import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { HubEvent } from "../../core/contract/hub-events.ts";
import { followMessage } from "../../core/contract/hub-follow.ts";
import {
  LISTENER_HEADER,
  RIGHTS_CHANGED,
  TIME_IS_UP,
  TOO_MANY_SOCKETS,
  type HubListener,
} from "../../core/contract/hub-listener.ts";
import { FILLERS } from "../../core/assistant/clips.ts";
import { runJob } from "../../worker/job-runner.ts";
import { ClipStore } from "../../durable-objects/business-hub/clip-store.ts";
import { MOST_OF_ONE_SESSION } from "../../durable-objects/business-hub/sockets.ts";
import { businessSettings } from "../../worker/db/tenant/schema.ts";
import { aBusiness, type TestBusiness } from "../worker/api/support/world.ts";
import { deps, until } from "./support/calls.ts";

const ended = (callId: string, callSid = "CA1"): HubEvent => ({
  type: "call.ended",
  callId,
  callSid,
  endedAt: 1,
  reason: "caller_hung_up",
  failure: null,
  callBack: false,
});

async function changeBehindItsBack({ scope }: TestBusiness, fields: Partial<typeof businessSettings.$inferInsert>) {
  await scope.db
    .update(businessSettings)
    .set({ ...fields, version: sql`${businessSettings.version} + 1` })
    .where(eq(businessSettings.businessId, scope.businessId));
}

const manager: HubListener = { sessionId: "s1", userId: "u1", onlyOf: null };

async function dashboard(business: TestBusiness, listener = manager) {
  const { webSocket } = await deps.hub(business.id).fetch("https://hub/live", {
    headers: { upgrade: "websocket", [LISTENER_HEADER]: JSON.stringify(listener) },
  });
  if (!webSocket) throw new Error("no socket");
  const received: string[] = [];
  let closed: number | null = null;
  webSocket.accept();
  webSocket.addEventListener("message", ({ data }) => void received.push(String(data)));
  webSocket.addEventListener("close", ({ code }) => void (closed = code));
  return { webSocket, received, closed: () => closed };
}

const specOf = (text: string) => ({ text, voice: "cedar", model: deps.config.OPENAI_REALTIME_MODEL });

describe("who may hear", () => {
  test("an agent who sees only their own hears of their leads' calls alone", async () => {
    const business = await aBusiness();
    const [all, own, other] = [
      await dashboard(business),
      await dashboard(business, { sessionId: "s2", userId: "u2", onlyOf: "u2" }),
      await dashboard(business, { sessionId: "s3", userId: "u3", onlyOf: "u3" }),
    ];
    const hub = deps.hub(business.id);
    expect(await hub.publish([ended("of-u2")], "u2")).toEqual({ told: 2, following: 0 });
    expect(await hub.publish([ended("of-nobody")], null)).toEqual({ told: 1, following: 0 });
    await until(async () => expect(all.received).toHaveLength(2));
    await until(async () => expect(own.received).toHaveLength(1));
    expect(own.received[0]).toContain("of-u2");
    expect(other.received).toEqual([]);
  });

  test("of files that are read in managers alone hear", async () => {
    const business = await aBusiness();
    const [boss, agent] = [
      await dashboard(business, { ...manager, isManager: true }),
      await dashboard(business, { sessionId: "s2", userId: "u2", onlyOf: null, isManager: false }),
    ];
    const hub = deps.hub(business.id);
    await hub.tellManagers([{ type: "import.changed", importId: "i" }]);
    await hub.publish([ended("after")], null);
    await until(async () => expect(boss.received).toHaveLength(2));
    await until(async () => expect(agent.received).toHaveLength(1));
    expect(boss.received[0]).toContain("import.changed");
    expect(agent.received[0]).toContain("after");
  });

  test("what is announced all of the business do, and nobody else does", async () => {
    const [business, stranger] = [await aBusiness(), await aBusiness()];
    const own = { sessionId: "s2", userId: "u2", onlyOf: "u2" };
    const [all, agent, theirs] = [
      await dashboard(business),
      await dashboard(business, own),
      await dashboard(stranger, { ...own, onlyOf: null }),
    ];
    await deps.hub(business.id).announce({ type: "lead_settings.changed" });
    await until(() => all.received.length === 1 && agent.received.length === 1);
    expect(agent.received).toEqual([JSON.stringify({ type: "lead_settings.changed" })]);
    expect(theirs.received).toEqual([]);
  });

  test("is asked anew when a session ends or a person's rights change: their sockets close, the others stay", async () => {
    const business = await aBusiness();
    const [first, second, colleague] = [
      await dashboard(business, { sessionId: "s1", userId: "u1", onlyOf: null }),
      await dashboard(business, { sessionId: "s2", userId: "u1", onlyOf: null }),
      await dashboard(business, { sessionId: "s3", userId: "u2", onlyOf: null }),
    ];
    const hub = deps.hub(business.id);
    await hub.dropSockets({ sessionId: "s1" });
    await until(async () => expect(first.closed()).toBe(RIGHTS_CHANGED));
    expect([second.closed(), colleague.closed()]).toEqual([null, null]);
    await hub.dropSockets({ userId: "u1" });
    await until(async () => expect(second.closed()).toBe(RIGHTS_CHANGED));
    expect(colleague.closed()).toBeNull();
  });
});

test("a session that has run out hears no more, though nobody ended it", async () => {
  const business = await aBusiness();
  const [over, lives] = [
    await dashboard(business, { ...manager, endsAt: deps.now() - 1 }),
    await dashboard(business, { ...manager, endsAt: deps.now() + 60_000 }),
  ];
  expect((await deps.hub(business.id).publish([ended("of-nobody")], null)).told).toBe(1);
  await until(async () => expect(lives.received).toHaveLength(1));
  await until(async () => expect(over.closed()).toBe(TIME_IS_UP));
  expect([over.received, lives.closed()]).toEqual([[], null]);
});

describe("a socket whose time is over", () => {
  test("closes though nothing happens, and also when the hub was asleep; those that have time stay", async () => {
    const business = await aBusiness();
    const hub = deps.hub(business.id);
    const lives = await dashboard(business, { ...manager, sessionId: "s2", endsAt: deps.now() + 600_000 });
    const ends = await dashboard(business, { ...manager, endsAt: deps.now() + 5 });
    await evictDurableObject(hub);
    await until(async () => {
      await runDurableObjectAlarm(hub);
      expect(ends.closed()).toBe(TIME_IS_UP);
    });
    expect(lives.closed()).toBeNull();
    // The next one that will end is waited for.
    expect(await runDurableObjectAlarm(hub)).toBe(true);
  });

  test("is not waited for when there is none", async () => {
    const business = await aBusiness();
    await dashboard(business);
    expect(await runDurableObjectAlarm(deps.hub(business.id))).toBe(false);
  });
});

test("one session has so many sockets and no more: the oldest make room, and colleagues keep theirs", async () => {
  const business = await aBusiness();
  const colleague = await dashboard(business, { ...manager, sessionId: "s2", userId: "u2" });
  const opened: Awaited<ReturnType<typeof dashboard>>[] = [];
  for (let one = 0; one < MOST_OF_ONE_SESSION; one++) opened.push(await dashboard(business));
  const first = deps.now();
  await until(() => expect(deps.now()).toBeGreaterThan(first));
  const last = [await dashboard(business), await dashboard(business)];
  await until(() => expect(opened.filter(({ closed }) => closed() === TOO_MANY_SOCKETS)).toHaveLength(2));
  expect([...last, colleague].map(({ closed }) => closed())).toEqual([null, null, null]);
  expect((await deps.hub(business.id).publish([ended("a")], null)).told).toBe(MOST_OF_ONE_SESSION + 1);
});

describe("the words of a call", () => {
  const said = (text: string, callSid = "CA1"): HubEvent => ({
    type: "call.turn",
    callId: "c1",
    callSid,
    turn: {
      seq: 1,
      role: "caller",
      text,
      startedAt: 1,
      interrupted: false,
      heardMs: null,
      untranscribed: false,
      final: false,
    },
  });
  const follow = ({ webSocket }: { webSocket: WebSocket }, ...calls: string[]) => webSocket.send(followMessage(calls));
  /** How many follow the call is what its hub answers; a message that was sent has been taken in then. */
  const following = (business: TestBusiness, count: number, assignedTo: string | null = null, callSid = "CA1") =>
    until(async () => {
      const { following: now } = await deps.hub(business.id).publish([ended("c1", callSid)], assignedTo);
      expect(now).toBe(count);
    });
  const wordsOf = ({ received }: { received: string[] }) =>
    received.flatMap((text) => {
      const event = JSON.parse(text) as HubEvent;
      return event.type === "call.turn" ? [event.turn.text] : [];
    });

  test("go to who follows it, and to nobody else; that it began and ended all hear", async () => {
    const business = await aBusiness();
    const [shows, elsewhere, none] = [await dashboard(business), await dashboard(business), await dashboard(business)];
    follow(shows, "CA1");
    follow(elsewhere, "CA2");
    await following(business, 1);
    await following(business, 1, null, "CA2");
    const heard = await deps.hub(business.id).publish([said("שלום"), ended("last")], null);
    expect(heard).toEqual({ told: 3, following: 1 });
    for (const each of [shows, elsewhere, none])
      await until(() => expect(each.received.join()).toContain('"callId":"last"'));
    expect([shows, elsewhere, none].map(wordsOf)).toEqual([["שלום"], [], []]);
  });

  test("go on after the hub has slept, and end when something else is followed", async () => {
    const business = await aBusiness();
    const shows = await dashboard(business);
    follow(shows, "CA1");
    await following(business, 1);
    await evictDurableObject(deps.hub(business.id));
    expect((await deps.hub(business.id).publish([said("שלום")], null)).following).toBe(1);
    follow(shows, "CA2");
    await following(business, 0);
    await deps.hub(business.id).publish([said("להתראות"), ended("last")], null);
    await until(() => expect(shows.received.join()).toContain('"callId":"last"'));
    expect(wordsOf(shows)).toEqual(["שלום"]);
  });

  test("of another agent's lead are not to be had by following it", async () => {
    const business = await aBusiness();
    const own = await dashboard(business, { sessionId: "s2", userId: "u2", onlyOf: "u2" });
    follow(own, "CA1");
    await following(business, 1, "u2");
    const hub = deps.hub(business.id);
    expect(await hub.publish([said("סוד"), ended("other")], "u3")).toEqual({ told: 0, following: 0 });
    await hub.publish([said("שלי"), ended("last")], "u2");
    await until(() => expect(own.received.join()).toContain('"callId":"last"'));
    expect(wordsOf(own)).toEqual(["שלי"]);
  });

  test.each([
    "nonsense",
    '{"type":"follow","calls":"CA1"}',
    JSON.stringify({ type: "follow", calls: Array(21).fill("CA1") }),
  ])("stay with who followed it before, when that one says %s", async (message) => {
    const business = await aBusiness();
    const shows = await dashboard(business);
    follow(shows, "CA1");
    shows.webSocket.send(message);
    await following(business, 1);
    expect(shows.closed()).toBeNull();
  });

  test("end for who says more than somebody who looks at calls can say; the others keep theirs", async () => {
    const business = await aBusiness();
    const [floods, shows] = [await dashboard(business), await dashboard(business)];
    follow(shows, "CA1");
    for (let one = 0; one <= 100; one++) follow(floods, one % 2 === 0 ? "CA1" : "CA2");
    await until(() => expect(floods.closed()).toBe(1008));
    await following(business, 1);
    expect(shows.closed()).toBeNull();
  });
});

describe("the agent snapshot", () => {
  test("is read once, and dropped at once when the settings change", async () => {
    const business = await aBusiness();
    const hub = deps.hub(business.id);
    const before = await hub.snapshot(business.place);
    await changeBehindItsBack(business, { aiPrompt: "חדש לגמרי" });
    expect((await hub.snapshot(business.place)).version).toBe(before.version);
    await hub.settingsChanged(business.place);
    const after = await hub.snapshot(business.place);
    expect(after.version).toBe(before.version + 1);
    expect(after.instructions).toContain("חדש לגמרי");
  });

  test("of two businesses shares nothing but the platform's rules", async () => {
    const [one, other] = [await aBusiness(), await aBusiness()];
    await changeBehindItsBack(one, { aiPrompt: "סוד של אחד" });
    const snapshots = [await deps.hub(one.id).snapshot(one.place), await deps.hub(other.id).snapshot(other.place)];
    expect(snapshots[0]?.instructions).toContain("סוד של אחד");
    expect(JSON.stringify(snapshots[1])).not.toContain("סוד של אחד");
  });

  test("names the models of the business, and the platform's where it left them open", async () => {
    const business = await aBusiness();
    await changeBehindItsBack(business, { textModel: "own-text" });
    const { models } = await deps.hub(business.id).snapshot(business.place);
    expect(models).toEqual({
      realtime: deps.config.OPENAI_REALTIME_MODEL,
      text: "own-text",
      transcribe: deps.config.OPENAI_TRANSCRIBE_MODEL,
    });
  });

  test("of a business without settings is an error, each time anew", async () => {
    const place = { businessId: crypto.randomUUID(), tenantDb: "TENANT_0" };
    const hub = deps.hub(place.businessId);
    for (let round = 0; round < 2; round++) {
      const error = await hub.snapshot(place).then(
        () => null,
        (cause: unknown) => cause,
      );
      expect(String(error)).toContain("no settings");
    }
  });

  test("stands ready after a warm-up", async () => {
    const business = await aBusiness();
    expect(await deps.hub(business.id).warmUp(business.place)).toEqual({ version: 1 });
  });
});

describe("the spoken greeting", () => {
  const spoken = async (business: TestBusiness) => (await deps.hub(business.id).snapshot(business.place)).greetingAudio;

  test("once kept is there for the next call, and after the object was away", async () => {
    const business = await aBusiness();
    const hub = deps.hub(business.id);
    expect(await spoken(business)).toBeNull();
    await hub.keepClip(specOf("שלום"), ["//8=", "AAAA"]);
    expect(await spoken(business)).toEqual(["//8=", "AAAA"]);
    await evictDurableObject(hub);
    expect(await spoken(business)).toEqual(["//8=", "AAAA"]);
  });

  test.each([{ greeting: "שלום וברכה" }, { voice: "ash" }, { realtimeModel: "another" }])(
    "is not played with %j, and is back when that is taken back",
    async (change) => {
      const business = await aBusiness();
      const hub = deps.hub(business.id);
      await hub.keepClip(specOf("שלום"), ["//8="]);
      await changeBehindItsBack(business, change);
      await hub.settingsChanged(business.place);
      expect(await spoken(business)).toBeNull();
      await changeBehindItsBack(business, { greeting: "שלום", voice: "cedar", realtimeModel: null });
      await hub.settingsChanged(business.place);
      expect(await spoken(business)).toEqual(["//8="]);
    },
  );

  test("of texts long gone makes room", async () => {
    const business = await aBusiness();
    const hub = deps.hub(business.id);
    for (let text = 0; text <= 24; text++) await hub.keepClip(specOf(text === 0 ? "שלום" : String(text)), ["//8="]);
    expect(await spoken(business)).toBeNull();
  });

  test.each([
    ["kept in the same millisecond", () => 1],
    ["kept one after the other", (turn: number) => turn],
  ])("of more texts than have room, %s, the first is forgotten", async (how, at) => {
    const texts = Array.from({ length: 25 }, (_, place) => String.fromCharCode(97 + place));
    const kept = await runInDurableObject(deps.hub(`clips ${how}`), (_hub, { storage }) => {
      const store = new ClipStore(storage.sql);
      // Against the order of their names, then one once more: what is kept again is the newest.
      for (const [turn, text] of [...texts.toReversed(), "y"].entries()) store.keep(specOf(text), ["//8="], at(turn));
      return texts.filter((text) => store.find(specOf(text)));
    });
    expect(kept).toEqual(texts.filter((text) => text !== "x"));
  });
});

describe("fillers", () => {
  const record = (business: TestBusiness) =>
    runJob(deps, {
      id: "m1",
      timestamp: new Date(),
      attempts: 1,
      body: { type: "record_clips", ...business.place },
      ack: () => {},
      retry: () => {},
    } as unknown as Message);

  test("are recorded by a job and are in the next snapshot, in the telephone's format", async () => {
    const business = await aBusiness();
    const hub = deps.hub(business.id);
    await record(business);
    const { fillers } = await hub.snapshot(business.place);
    expect(fillers.map(({ text }) => text)).toEqual([...FILLERS]);
    // The scripted endpoint speaks one second at 24 kHz: 8,000 bytes for the telephone.
    const bytes = fillers[0]?.audio.reduce((sum, piece) => sum + atob(piece).length, 0);
    expect(bytes).toBe(8_000);
  });

  test("of another voice are other recordings", async () => {
    const business = await aBusiness();
    await record(business);
    await changeBehindItsBack(business, { voice: "ash" });
    await deps.hub(business.id).settingsChanged(business.place);
    expect((await deps.hub(business.id).snapshot(business.place)).fillers).toEqual([]);
  });

  test("that are missing are asked for once in a while, not at every call", async () => {
    const business = await aBusiness();
    const hub = deps.hub(business.id);
    await hub.snapshot(business.place);
    const first = await runInDurableObject(hub, (_, { storage }) => storage.get<number>("clipsAskedAt"));
    expect(first).toEqual(expect.any(Number));
    await hub.settingsChanged(business.place);
    await hub.snapshot(business.place);
    expect(await runInDurableObject(hub, (_, { storage }) => storage.get<number>("clipsAskedAt"))).toBe(first);
  });
});

describe("dashboards", () => {
  test("all hear what happens, in order, and only of their own business", async () => {
    const [business, other] = [await aBusiness(), await aBusiness()];
    const [one, two, elsewhere] = [await dashboard(business), await dashboard(business), await dashboard(other)];
    await deps.hub(business.id).publish([ended("a"), ended("b")], null);
    await until(() => expect(one.received).toHaveLength(2));
    await until(() => expect(two.received).toEqual(one.received));
    expect(one.received.map((text) => (JSON.parse(text) as { callId: string }).callId)).toEqual(["a", "b"]);
    expect(elsewhere.received).toEqual([]);
  });

  test("sleep with the object and hear what comes after it woke", async () => {
    const business = await aBusiness();
    const { received } = await dashboard(business);
    await evictDurableObject(deps.hub(business.id));
    await deps.hub(business.id).publish([ended("a")], null);
    await until(() => expect(received).toHaveLength(1));
  });

  test("get their ping answered, also while the object sleeps", async () => {
    const business = await aBusiness();
    const { webSocket, received } = await dashboard(business);
    await evictDurableObject(deps.hub(business.id));
    webSocket.send("ping");
    await until(() => expect(received).toEqual(["pong"]));
  });

  test("may say what they like: it changes nothing", async () => {
    const business = await aBusiness();
    const { webSocket, received } = await dashboard(business);
    webSocket.send('{"type":"call.ended"}');
    webSocket.send(new Uint8Array([1, 2]));
    await deps.hub(business.id).publish([ended("a")], null);
    await until(() => expect(received).toHaveLength(1));
  });

  test.each([undefined, 1000, 3000, 4999])(
    "that leave with code %s are answered, and the others go on hearing",
    async (code) => {
      const business = await aBusiness();
      const [leaves, stays] = [await dashboard(business), await dashboard(business)];
      leaves.webSocket.close(code);
      await until(() => expect(leaves.closed()).not.toBeNull());
      await deps.hub(business.id).publish([ended("a")], null);
      await until(() => expect(stays.received).toHaveLength(1));
      expect(leaves.received).toEqual([]);
    },
  );

  test("come by WebSocket alone", async () => {
    const business = await aBusiness();
    const response = await deps.hub(business.id).fetch("https://hub/live");
    expect(response.status).toBe(426);
  });
});
