/** Whatever a model says and whenever it is cut, against a simulated Twilio that keeps its own books. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Line, type Speech } from "../../test/support/calls/line.ts";

const speech = (itemId: string): fc.Arbitrary<Speech> =>
  fc.record({
    itemId: fc.constant(itemId),
    totalMs: fc.integer({ min: 20, max: 6_000 }),
    deltaMs: fc.integer({ min: 20, max: 900 }),
    everyMs: fc.integer({ min: 5, max: 600 }),
    pauseMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3_000 })),
  });
const latency = fc.record({ upMs: fc.integer({ min: 0, max: 75 }), downMs: fc.integer({ min: 0, max: 75 }) });
const speeches = fc
  .tuple(speech("a"), speech("b"), speech("c"))
  .chain((all) => fc.shuffledSubarray(all, { minLength: 1 }));
const script = fc.record({ latency, speeches, again: speeches, cutAt: fc.integer({ min: 0, max: 15_000 }) });

/** The longest that is spoken in a script is 18 seconds; by this long after the last word it has been heard. */
const TO_BE_HEARD_MS = 20_000;

describe("for every script", () => {
  test("the position is right to 40 ms and the line's latency, never negative and never past what was sent", () => {
    fc.assert(
      fc.property(script, ({ latency, speeches, cutAt }) => {
        const line = new Line(latency);
        const allowed = 40 + latency.upMs + latency.downMs;
        line.speak(0, speeches);
        let [sent, counted] = [0, 0];
        line.watch = () => {
          const position = line.queue.positionAt(line.now);
          for (; counted < line.sent.length; counted++) sent += bytesOf(line.sent[counted] ?? "");
          expect(position).toBeGreaterThanOrEqual(0);
          expect(position).toBeLessThanOrEqual(sent);
          expect(Math.abs(line.error())).toBeLessThanOrEqual(allowed);
        };
        line.run(Math.min(cutAt, 5_000));
      }),
      { numRuns: 60 },
    );
  });

  test("no more than the window is ever unplayed at Twilio", () => {
    fc.assert(
      fc.property(speeches, (speeches) => {
        const line = new Line();
        line.speak(0, speeches);
        line.run(20_000);
        expect(line.twilio.highWater / 8).toBeLessThanOrEqual(3_000);
      }),
      { numRuns: 60 },
    );
  });

  test("every item is heard once or cut once, the cut ones at what was heard, and nothing stale is sent", () => {
    fc.assert(
      fc.property(script, ({ latency, speeches, again, cutAt }) => {
        const line = new Line(latency);
        line.speak(0, speeches);
        line.run(cutAt);
        const received = speeches.filter(({ itemId }) => line.queue.holds(itemId)).map(({ itemId }) => itemId);
        const before = [...line.heard.map((item) => item.itemId), ...received];
        const cut = line.cut();
        for (const { heardMs, receivedMs } of cut) {
          expect(heardMs).toBeGreaterThanOrEqual(0);
          expect(heardMs).toBeLessThanOrEqual(receivedMs);
        }
        expect([...line.heard, ...cut].map((item) => item.itemId).toSorted()).toEqual(before.toSorted());

        const heardBefore = line.heard.length;
        const renamed = again.map((item) => ({ ...item, itemId: `${item.itemId}2` }));
        line.run(line.speak(line.now, renamed) + TO_BE_HEARD_MS);
        expect(line.heard.slice(heardBefore)).toEqual(
          renamed.map(({ itemId, totalMs }) => ({ itemId, heardMs: totalMs })),
        );
        expect(line.queue.isIdle(line.now)).toBe(true);
        expect(line.queue.remainingMs(line.now)).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  test("with all marks lost, everything is heard all the same", () => {
    fc.assert(
      fc.property(speeches, (speeches) => {
        const line = new Line();
        line.twilio.losesMarks = true;
        const waitForMarks = 5_000 * 40;
        line.run(line.speak(0, speeches) + waitForMarks);
        expect(line.heard).toEqual(speeches.map(({ itemId, totalMs }) => ({ itemId, heardMs: totalMs })));
      }),
      { numRuns: 15 },
    );
  });
});

function bytesOf(text: string): number {
  const message = JSON.parse(text) as { media?: { payload: string } };
  return message.media ? Buffer.from(message.media.payload, "base64").length : 0;
}
