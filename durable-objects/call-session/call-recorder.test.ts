import { describe, expect, test } from "vitest";
import { NO_USAGE } from "../../core/calls/cost.ts";
import type { HubEvent } from "../../core/contract/hub-events.ts";
import { hubEventSchema } from "../../core/contract/hub-events.ts";
import type { CallWrite } from "../../worker/features/calls/record/queries.ts";
import { createLogger } from "../../worker/log.ts";
import { CallRecorder } from "./call-recorder.ts";

const NOW = 1_700_000_000_000;
const turn = (seq: number, text: string) => ({
  seq,
  role: "caller" as const,
  text,
  startedAt: NOW,
  interrupted: false,
  heardMs: null,
  untranscribed: false,
});

function recorderAt(lastEventSeq: number, publishes = true) {
  const written: CallWrite[] = [];
  const published: HubEvent[] = [];
  const kept: CallWrite[][] = [];
  const logs: string[] = [];
  const recorder = new CallRecorder(
    {
      write: async (batch) => void written.push(...batch),
      keep: (unwritten) => kept.push(unwritten),
      publish: async (events) => {
        if (!publishes) throw new Error("the hub is away");
        published.push(...events);
        return 1;
      },
      pause: async () => {},
      now: () => NOW,
      log: createLogger({}, (line) => logs.push(line)),
    },
    { callId: "call1", callSid: "CA1" },
    lastEventSeq,
  );
  return { recorder, written, published, kept, logs };
}

test("dashboards are told of the call as the one whose lead it is now, and whose it becomes", async () => {
  const audience: (string | null)[] = [];
  const recorder = new CallRecorder(
    {
      write: async () => {},
      keep: () => {},
      publish: async (_events, assignedTo) => audience.push(assignedTo),
      pause: async () => {},
      now: () => NOW,
      log: createLogger({}, () => {}),
    },
    { callId: "call1", callSid: "CA1" },
    0,
    "u1",
  );
  const turns = () => new Promise((resolve) => setImmediate(resolve));
  recorder.turn(turn(1, "שלום"), true);
  await turns();
  recorder.leadAssigned("u2");
  recorder.turn(turn(2, "להתראות"), true);
  await turns();
  recorder.leadAssigned(null);
  recorder.turn(turn(3, "תודה"), true);
  await turns();
  expect(audience).toEqual(["u1", "u2", null]);
});

describe("the record of a running call", () => {
  test("numbers its events on from those of an object before", async () => {
    const { recorder, written } = recorderAt(7);
    recorder.note("stream_lost", {});
    recorder.note("stream_reattached", {});
    await recorder.settled();
    expect(written.map((entry) => (entry.write === "event" ? entry.event.seq : 0))).toEqual([8, 9]);
  });

  test("writes of a growing turn only the newest, of the usage only the sum, and every event", async () => {
    const { recorder, written } = recorderAt(0);
    recorder.turn(turn(1, "שלום"), false);
    recorder.usage({ ...NO_USAGE, textIn: 1 }, "m");
    recorder.note("tool_called", { name: "save_lead" });
    recorder.turn(turn(1, "שלום, דנה"), true);
    recorder.usage({ ...NO_USAGE, textIn: 2 }, "m");
    await recorder.settled();
    expect(written).toMatchObject([
      { write: "turn", turn: { text: "שלום, דנה" } },
      { write: "usage", usage: { textIn: 2 } },
      { write: "event" },
    ]);
  });

  test("does not wait for the dashboards", async () => {
    const { recorder, written } = recorderAt(0, false);
    recorder.turn(turn(1, "שלום"), true);
    await recorder.settled();
    expect(written).toHaveLength(1);
  });

  test("tells dashboards in the shapes they know", async () => {
    const { recorder, published } = recorderAt(0);
    recorder.started("+972521234567", NOW, null);
    recorder.turn(turn(1, "שלום"), true);
    recorder.tool("save_lead", "done", "lead1");
    recorder.ended({ reason: "caller_hung_up", failure: null, callBack: false, endedAt: NOW });
    await recorder.settled();
    expect(published).toHaveLength(4);
    for (const event of published) expect(hubEventSchema.safeParse(event).success).toBe(true);
  });

  test("says nothing of what was spoken in the log", async () => {
    const { recorder, logs } = recorderAt(0);
    recorder.turn(turn(1, "סוד"), true);
    recorder.note("dtmf", { digits: 10 });
    await recorder.settled();
    expect(logs.join()).not.toContain("סוד");
    expect(logs).toHaveLength(1);
  });
});

describe("what is not in D1 yet", () => {
  test("is kept as soon as the caller has spoken, together with what came before", () => {
    const { recorder, kept } = recorderAt(0);
    recorder.note("stream_started", {});
    recorder.turn(turn(1, "שלום"), true);
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatchObject([{ write: "event" }, { write: "turn", turn: { text: "שלום" } }]);
  });

  test("of lesser weight is kept a little later, once, and not at all when it went along with something else", async () => {
    const waits: (() => void)[] = [];
    const kept: CallWrite[][] = [];
    const recorder = new CallRecorder(
      {
        write: () => new Promise(() => {}),
        keep: (unwritten) => kept.push(unwritten),
        publish: async () => 1,
        pause: (ms) => new Promise((end) => void (ms === 5_000 && waits.push(end))),
        now: () => NOW,
        log: createLogger({}, () => {}),
      },
      { callId: "call1", callSid: "CA1" },
      0,
    );
    const over = async () => {
      for (const end of waits.splice(0)) end();
      await new Promise((resolve) => setImmediate(resolve));
    };
    recorder.note("stream_started", {});
    recorder.note("tool_called", { name: "save_lead" });
    expect(kept).toEqual([]);
    await over();
    expect(kept.map(({ length }) => length)).toEqual([2]);

    recorder.note("tool_finished", { name: "save_lead" });
    recorder.turn(turn(1, "שלום"), true);
    expect(kept.map(({ length }) => length)).toEqual([2, 4]);
    await over();
    expect(kept).toHaveLength(2);

    recorder.note("dtmf", { digits: 1 });
    await over();
    expect(kept.map(({ length }) => length)).toEqual([2, 4, 5]);
  });

  test("is no longer kept once it stands there", async () => {
    const { recorder, written, kept } = recorderAt(0);
    recorder.turn(turn(1, "שלום"), true);
    recorder.ended({ reason: "caller_hung_up", failure: null, callBack: false, endedAt: NOW });
    expect(kept.at(-1)).toHaveLength(2);
    await recorder.settled();
    expect(written).toHaveLength(2);
    expect(kept.at(-1)).toEqual([]);
  });
});

describe("while no dashboard follows", () => {
  /** Pauses that end when told. */
  function unheard(listeners: () => number, callSid = `CA${"0".repeat(32)}`) {
    const batches: CallWrite[][] = [];
    const heard: HubEvent[] = [];
    const waits: { ms: number; end: () => void }[] = [];
    const recorder = new CallRecorder(
      {
        write: async (batch) => void batches.push(batch),
        keep: () => {},
        publish: async (events) => {
          if (listeners() > 0) heard.push(...events);
          return listeners();
        },
        pause: (ms) => new Promise((end) => waits.push({ ms, end })),
        now: () => NOW,
        log: createLogger({}, () => {}),
      },
      { callId: "call1", callSid },
      0,
    );
    const turns = () => new Promise((resolve) => setImmediate(resolve));
    return { recorder, batches, heard, waits, turns };
  }

  test("D1 is written rarely; a dashboard that follows the call finds everything there, and hears what waited", async () => {
    let listeners = 0;
    const { recorder, batches, heard, waits, turns } = unheard(() => listeners);
    recorder.started("+972521234567", NOW, null);
    await turns();
    recorder.turn(turn(1, "שלום"), true);
    await turns();
    expect(waits.map(({ ms }) => ms)).toContain(60_000);
    expect(batches).toEqual([]);
    listeners = 1;
    expect(recorder.followed()).toEqual({ assignedTo: null, events: [] });
    await turns();
    expect(batches).toMatchObject([[{ write: "turn", turn: { text: "שלום" } }]]);
    expect(heard).toMatchObject([{ type: "call.turn", turn: { text: "שלום", final: true } }]);
  });

  test("what was said last is for the one who comes, and is not repeated to the others", async () => {
    const { recorder, heard, turns } = unheard(() => 1);
    recorder.turn(turn(1, "שלום"), true);
    await turns();
    recorder.turn(turn(2, "מחפש"), false);
    await turns();
    await recorder.settled();
    expect(heard).toHaveLength(2);
    expect(recorder.followed()).toMatchObject({ events: [{ turn: { seq: 2, text: "מחפש", final: false } }] });
    await turns();
    expect(heard).toHaveLength(2);
  });

  test("what stands in no database yet is for the one who comes, too", async () => {
    const { recorder, heard, turns } = unheard(() => 1);
    recorder.turn(turn(1, "שלום"), true);
    await turns();
    recorder.turn(turn(2, "להתראות"), true);
    await turns();
    expect(recorder.followed().events).toMatchObject([{ turn: { seq: 1, final: true } }, { turn: { seq: 2 } }]);
    await turns();
    expect(heard).toHaveLength(2);
  });

  test("what a tool has done is told at once: the list of leads shows it", async () => {
    const published: HubEvent[] = [];
    const recorder = new CallRecorder(
      {
        write: async () => {},
        keep: () => {},
        publish: async (events) => {
          published.push(...events);
          return 0;
        },
        pause: () => new Promise(() => {}),
        now: () => NOW,
        log: createLogger({}, () => {}),
      },
      { callId: "call1", callSid: "CA1" },
      0,
    );
    const turns = () => new Promise((resolve) => setImmediate(resolve));
    recorder.started("+972521234567", NOW, null);
    await turns();
    recorder.tool("save_lead", "running", null);
    await turns();
    expect(published.map(({ type }) => type)).toEqual(["call.started"]);
    recorder.tool("save_lead", "done", "lead1");
    await turns();
    expect(published.map(({ type }) => type)).toEqual(["call.started", "call.tool", "call.tool"]);
  });

  test("calls that began together do not write together", async () => {
    const waitsOf = async (callSid: string) => {
      const { recorder, waits, turns } = unheard(() => 0, callSid);
      recorder.started("+972521234567", NOW, null);
      await turns();
      recorder.turn(turn(1, "שלום"), true);
      await turns();
      return waits.map(({ ms }) => ms);
    };
    expect(await waitsOf(`CA${"0".repeat(28)}8000`)).toContain(45_000);
    expect(await waitsOf(`CA${"0".repeat(28)}4000`)).toContain(52_500);
  });

  test("the hub hears of turns only now and then, of each the newest", async () => {
    const batches: HubEvent[][] = [];
    const waits: { ms: number; end: () => void }[] = [];
    const recorder = new CallRecorder(
      {
        write: async () => {},
        keep: () => {},
        publish: async (events) => {
          batches.push(events);
          return 0;
        },
        pause: (ms) => new Promise((end) => waits.push({ ms, end })),
        now: () => NOW,
        log: createLogger({}, () => {}),
      },
      { callId: "call1", callSid: "CA1" },
      0,
    );
    recorder.started("+972521234567", NOW, null);
    await new Promise((resolve) => setImmediate(resolve));
    expect(batches.map((batch) => batch.map(({ type }) => type))).toEqual([["call.started"]]);
    recorder.turn({ ...turn(1, "שלום."), text: "שלום." }, false);
    await new Promise((resolve) => setImmediate(resolve));
    recorder.turn({ ...turn(1, "שלום."), text: "שלום. מה שלומך?" }, true);
    const hub = waits.filter(({ ms }) => ms === 30_000);
    expect(hub).toHaveLength(1);
    hub[0]?.end();
    await new Promise((resolve) => setImmediate(resolve));
    expect(batches[1]).toMatchObject([{ type: "call.turn", turn: { text: "שלום. מה שלומך?", final: true } }]);
  });
});
