import { describe, expect, test } from "vitest";
import { twilioWriter } from "../contract/twilio-media.ts";
import { audio, Line, type Speech } from "../../test/support/calls/line.ts";

/** A model that speaks four times as fast as it is heard. */
const quick = (itemId: string, totalMs: number, pauseMs = 0): Speech => ({
  itemId,
  totalMs,
  deltaMs: 200,
  everyMs: 50,
  pauseMs,
});
/** One that is no faster than speech, with pieces of uneven arrival. */
const trickle = (itemId: string, totalMs: number, pauseMs = 0): Speech => ({
  itemId,
  totalMs,
  deltaMs: 100,
  everyMs: 100,
  pauseMs,
});

const CASES: { name: string; speeches: Speech[]; cutAt: number; heard: Record<string, number> }[] = [
  { name: "while it is generating", speeches: [quick("a", 20_000)], cutAt: 1_230, heard: { a: 1_230 } },
  {
    name: "on a second answer after a whole first one",
    speeches: [quick("a", 2_000), quick("b", 6_000, 3_000)],
    cutAt: 5_000,
    heard: { b: 1_500 },
  },
  { name: "after the response is done", speeches: [quick("a", 4_000)], cutAt: 2_715, heard: { a: 2_715 } },
  { name: "over two items", speeches: [quick("a", 2_000), quick("b", 3_000)], cutAt: 1_500, heard: { a: 1_500, b: 0 } },
  {
    name: "in the second of two items",
    speeches: [quick("a", 2_000), quick("b", 3_000)],
    cutAt: 2_600,
    heard: { b: 600 },
  },
  { name: "in a steady trickle", speeches: [trickle("a", 5_000)], cutAt: 3_333, heard: { a: 3_330 } },
  {
    name: "after the model has stalled",
    speeches: [trickle("a", 1_000), trickle("b", 3_000, 900)],
    cutAt: 2_900,
    heard: { b: 1_000 },
  },
];

describe("the caller interrupts", () => {
  describe.each([0, 60, 150])("a line that takes %i ms in all", (latency) => {
    test.each(CASES)("$name: what was heard is known", ({ speeches, cutAt, heard }) => {
      const line = new Line({ upMs: latency / 3, downMs: (latency * 2) / 3 });
      line.speak(0, speeches);
      line.run(cutAt);
      const items = line.cut();
      expect(items.map((item) => item.itemId)).toEqual(Object.keys(heard));
      for (const { itemId, heardMs } of items)
        expect(Math.abs(heardMs - (heard[itemId] ?? 0))).toBeLessThanOrEqual(40 + latency);
    });
  });

  test("and again at once: the second cut counts from the first", () => {
    const line = new Line();
    line.speak(0, [quick("a", 8_000)]);
    line.run(1_000);
    line.cut();
    line.speak(line.now, [quick("b", 8_000)]);
    line.run(1_700);
    expect(line.cut()).toEqual([
      { itemId: "b", heardMs: expect.closeTo(700, -2), receivedMs: expect.any(Number), rest: expect.any(Array) },
    ]);
    expect(line.cut()).toEqual([]);
  });

  test("Twilio is told to throw away what it holds, and marks that come back for it confirm nothing", () => {
    const line = new Line({ upMs: 20, downMs: 60 });
    line.speak(0, [quick("a", 8_000)]);
    line.run(900);
    line.cut();
    line.speak(line.now, [quick("b", 4_000)]);
    line.run(line.now + 300);
    expect(line.twilio.cleared.length).toBeGreaterThan(2);
    expect(Math.abs(line.error())).toBeLessThanOrEqual(80);
    expect(line.heard).toEqual([]);
  });

  test("a mark of before the cut is not taken for one of the same place after it", () => {
    const line = new Line({ upMs: 100, downMs: 100 });
    line.at(0, () => line.queue.push("a", audio(3_000), () => 0));
    line.run(600);
    line.cut();
    line.at(line.now, () => line.queue.push("b", audio(3_000), () => line.now));
    // The old marks are back now; of the new audio little has been played.
    line.run(line.now + 250);
    expect(line.twilio.cleared.length).toBeGreaterThan(2);
    expect(line.queue.positionAt(line.now) / 8).toBeLessThan(200);
  });

  test("nothing of what waited is sent afterwards", () => {
    const line = new Line();
    line.at(0, () => line.queue.push("a", audio(9_000, 1), () => 0));
    line.run(500);
    line.cut();
    line.at(line.now, () => line.queue.push("b", audio(500, 2), () => line.now));
    const before = line.twilio.arrived.length;
    line.run(6_000);
    const late = line.twilio.arrived.slice(before).map(({ payload }) => Buffer.from(payload, "base64"));
    expect(late.length).toBeGreaterThan(0);
    expect(late.every((bytes) => bytes.every((byte: number) => byte === 2))).toBe(true);
  });

  test("when everything has been played and confirmed, there is nothing to clear and nothing cut", () => {
    const line = new Line();
    line.speak(0, [quick("a", 1_000)]);
    line.run(2_000);
    const sent = line.sent.length;
    expect(line.cut()).toEqual([]);
    expect(line.sent).toHaveLength(sent);
  });

  test("what was played to its end just before a cut is reported as heard", () => {
    const line = new Line({ downMs: 50 });
    line.at(0, () => line.queue.push("a", audio(1_000), () => 0));
    line.at(0, () => line.heard.push(...line.queue.complete("a", 0)));
    // By the clock its end has been played; the mark that says so is still on its way.
    line.run(900);
    line.twilio.losesMarks = true;
    line.run(1_200);
    line.cut();
    expect(line.heard).toEqual([{ itemId: "a", heardMs: 1_000 }]);
  });
});

describe("what is in flight", () => {
  test("is three seconds at most, and as much as is there up to that", () => {
    const line = new Line();
    line.at(0, () => line.queue.push("a", audio(20_000), () => 0));
    line.run(5);
    expect(line.twilio.highWater / 8).toBeGreaterThan(2_500);
    line.run(20_500);
    expect(line.twilio.highWater / 8).toBeLessThanOrEqual(3_000);
    expect(line.queue.isIdle(line.now)).toBe(true);
  });

  test("needs few marks: about two a second", () => {
    const line = new Line();
    line.speak(0, [quick("a", 10_000)]);
    line.run(11_000);
    const marks = line.sent.filter((message) => message.includes('"mark"')).length;
    expect(marks).toBeGreaterThanOrEqual(15);
    expect(marks).toBeLessThanOrEqual(25);
  });

  test("goes on when Twilio loses its marks: the clock confirms in their place", () => {
    const line = new Line();
    line.twilio.losesMarks = true;
    line.speak(0, [quick("a", 8_000)]);
    line.run(60_000);
    expect(line.heard).toEqual([{ itemId: "a", heardMs: 8_000 }]);
    expect(line.twilio.heardAt(line.now)).toBe(8_000 * 8);
  });

  test("a mark that is only late is not replaced by the clock", () => {
    const line = new Line({ downMs: 1_500 });
    line.speak(0, [quick("a", 2_000)]);
    line.run(3_000);
    expect(line.heard).toEqual([]);
    line.run(4_000);
    expect(line.heard).toEqual([{ itemId: "a", heardMs: 2_000 }]);
  });
});

describe("a stream that comes later, or again", () => {
  test("gets what waited for it", () => {
    const line = new Line();
    line.queue.detach();
    line.at(0, () => line.queue.push("a", audio(1_000), () => 0));
    line.run(500);
    expect(line.sent).toEqual([]);
    expect(line.queue.remainingMs(line.now)).toBe(1_000);
    line.queue.attach(twilioWriter("MZ2"), line.now);
    expect(line.sent.every((message) => message.includes("MZ2"))).toBe(true);
    line.run(line.now + 1_000);
    expect(line.twilio.heardAt(line.now) / 8).toBeCloseTo(1_000, -2);
  });

  test("marks of the stream before confirm nothing in it", () => {
    const line = new Line({ downMs: 100 });
    line.speak(0, [quick("a", 5_000)]);
    line.run(700);
    line.cut();
    line.queue.detach();
    line.queue.attach(twilioWriter("MZ2"), line.now);
    line.run(line.now + 300);
    expect(line.queue.positionAt(line.now)).toBe(0);
    expect(line.heard).toEqual([]);
  });
});

describe("marks that are not ours", () => {
  test.each(["", "greeting", "1:", "1:abc", "0:4000", "1:999999", "1:-1", "NaN:NaN"])("%j confirms nothing", (name) => {
    const line = new Line({ downMs: 10_000 });
    line.speak(0, [quick("a", 3_000)]);
    line.run(200);
    const before = line.queue.positionAt(line.now);
    expect(line.queue.acknowledge(name, line.now)).toEqual([]);
    expect(line.queue.positionAt(line.now)).toBe(before);
  });
});

test("an empty delta and an unknown item change nothing", () => {
  const line = new Line();
  expect(line.queue.complete("nobody", 0)).toEqual([]);
  expect(line.queue.holds("nobody")).toBe(false);
  expect(line.queue.isIdle(0)).toBe(true);
  expect(line.cut()).toEqual([]);
});
