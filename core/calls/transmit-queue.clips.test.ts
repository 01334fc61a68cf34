/** What may leave, what is taken back, and what must be heard: against a simulated Twilio that keeps its own books. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { audio, Line } from "../../test/support/calls/line.ts";

const CLIP = { origin: "clip", answerId: null, cuttable: true } as const;
const MUST = { ...CLIP, cuttable: false } as const;
const of = (answerId: string) => ({ origin: "engine", answerId, cuttable: true }) as const;

function line() {
  const made = new Line();
  const push = (itemId: string, ms: number, traits: Parameters<typeof made.queue.push>[3] = of("a1")) =>
    made.queue.push(itemId, audio(ms), () => made.now, traits);
  const sentMs = () =>
    made.sent.reduce((sum, text) => {
      const { media } = JSON.parse(text) as { media?: { payload: string } };
      return sum + (media ? Buffer.from(media.payload, "base64").length / 8 : 0);
    }, 0);
  const whole = (itemId: string) => made.heard.push(...made.queue.complete(itemId, made.now));
  return { made, queue: made.queue, push, sentMs, whole };
}

describe("audio that waits for its release", () => {
  test("does not leave before it, and all of it leaves then, in order", () => {
    const { made, queue, push, sentMs, whole } = line();
    queue.hold();
    push("u1", 600);
    whole("u1");
    made.run(400);
    expect(sentMs()).toBe(0);
    expect(queue.releaseAll(made.now)).toEqual(["u1"]);
    made.run(made.now + 1_500);
    expect(made.heard).toEqual([{ itemId: "u1", heardMs: 600 }]);
  });

  test("leaves up to its watermark, to three bytes", () => {
    const { made, queue, push, sentMs } = line();
    queue.hold();
    push("u1", 1_000);
    queue.release("u1", 350, made.now);
    expect(sentMs()).toBeGreaterThan(349);
    expect(sentMs()).toBeLessThanOrEqual(350);
    queue.release("u1", 200, made.now);
    expect(sentMs()).toBeLessThanOrEqual(350);
    queue.release("u1", Infinity, made.now);
    expect(sentMs()).toBe(1_000);
  });

  test("of an answer that is not wanted is taken back, and was never heard", () => {
    const { made, queue, push, sentMs } = line();
    queue.hold();
    push("u1", 400);
    push("u2", 400);
    for (const itemId of queue.itemsOf("a1")) expect(queue.retract(itemId, 0)).toBe(0);
    queue.releaseAll(made.now);
    expect(sentMs()).toBe(0);
    expect(queue.isIdle(made.now)).toBe(true);
  });

  test("holds up the engine's words, not a clip that is given out before them", () => {
    const { made, queue, push, sentMs } = line();
    queue.hold();
    push("clip", 300, CLIP);
    expect(sentMs()).toBe(300);
    push("u1", 300);
    made.run(600);
    expect(sentMs()).toBe(300);
  });
});

describe("a retraction", () => {
  test("takes back what has not left from a point on; what has left stays", () => {
    const { made, queue, push, whole } = line();
    push("u1", 6_000);
    whole("u1");
    made.run(200);
    // Three seconds are at Twilio.
    expect(queue.retract("u1", 1_000)).toBeCloseTo(3_000, -1);
    made.run(made.now + 4_500);
    expect(made.heard[0]?.heardMs).toBeLessThanOrEqual(3_000);
    expect(made.heard[0]?.heardMs).toBeGreaterThan(2_600);
  });
});

describe("what must be heard", () => {
  test("plays on when the caller speaks, and what stands behind it is cut", () => {
    const { made, queue, push, whole } = line();
    push("notice", 1_000, MUST);
    whole("notice");
    push("u1", 1_000);
    made.run(300);
    const { cut } = queue.cut(made.now);
    expect(cut.map(({ itemId, heardMs }) => [itemId, heardMs])).toEqual([["u1", 0]]);
    made.run(made.now + 2_500);
    expect(made.heard.map(({ itemId }) => itemId)).toContain("notice");
    // What Twilio has played since it was told to clear: the rest of the notice, from the piece that was playing.
    expect(made.twilio.heardAt(made.now) / 8).toBeGreaterThanOrEqual(700);
  });

  test("and had to be sent again, since Twilio threw it away with what was cut, is told with all that was heard", () => {
    const { made, queue, push, whole } = line();
    push("notice", 900, MUST);
    whole("notice");
    push("u1", 200);
    made.run(500);
    const { cut } = queue.cut(made.now);
    expect(cut.map(({ itemId }) => itemId)).toEqual(["u1"]);
    made.run(made.now + 2_000);
    expect(made.heard).toEqual([{ itemId: "notice", heardMs: 900 }]);
  });

  test("and has been, behind an utterance of which more was to come, is told as heard when that one is cut", () => {
    const { made, queue, push, whole } = line();
    push("u1", 300);
    push("notice", 300, MUST);
    whole("notice");
    made.run(1_000);
    expect(made.heard).toEqual([]);
    const { heard, cut } = queue.cut(made.now);
    expect(heard).toEqual([{ itemId: "notice", heardMs: 300 }]);
    expect(cut.map(({ itemId }) => itemId)).toEqual(["u1"]);
    expect(queue.isEmpty()).toBe(true);
  });

  test("may be cut once it has been heard far enough", () => {
    const { made, queue, push } = line();
    push("notice", 2_000, MUST);
    made.run(500);
    queue.allowCut("notice");
    expect(queue.cut(made.now).cut).toMatchObject([{ itemId: "notice" }]);
  });
});

describe("what was cut off", () => {
  test("can be said again from the piece in which it was cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 20, max: 290 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 0, max: 6_000 }),
        (pieces, cutAt) => {
          const { made, queue, push } = line();
          for (const ms of pieces) push("u1", ms);
          made.run(cutAt);
          const total = pieces.reduce((sum, ms) => sum + ms, 0);
          const [item] = queue.cut(made.now).cut;
          if (!item) return;
          const restMs = item.rest.reduce((sum, piece) => sum + Buffer.from(piece, "base64").length / 8, 0);
          // Nothing of what was not heard is lost, and less than a piece is said twice.
          expect(restMs).toBeGreaterThanOrEqual(total - item.heardMs - 1);
          expect(restMs).toBeLessThan(total - item.heardMs + 291);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("for any doings with clips, holds and cuts", () => {
  const doing = fc.oneof(
    fc.record({
      what: fc.constant("push" as const),
      item: fc.constantFrom("u1", "u2", "u3"),
      ms: fc.integer({ min: 3, max: 900 }),
    }),
    fc.record({ what: fc.constant("clip" as const), must: fc.boolean(), ms: fc.integer({ min: 3, max: 900 }) }),
    fc.constantFrom({ what: "hold" as const }, { what: "release" as const }, { what: "cut" as const }),
    fc.record({ what: fc.constant("retract" as const), item: fc.constantFrom("u1", "u2"), ms: fc.nat(900) }),
    fc.record({ what: fc.constant("complete" as const), item: fc.constantFrom("u1", "u2", "u3") }),
    fc.record({ what: fc.constant("wait" as const), ms: fc.integer({ min: 5, max: 1_500 }) }),
  );

  test("the position stays true, the window stays a window, and it all comes to rest", () => {
    fc.assert(
      fc.property(fc.array(doing, { maxLength: 40 }), (doings) => {
        const { made, queue, push } = line();
        let clips = 0;
        // Twilio counts from its last clear, the queue from its last cut: one for which nothing had to be cleared counts too.
        let uncleared = 0;
        const cut = () => {
          const heard = made.twilio.heardAt(made.now);
          const messages = made.sent.length;
          queue.cut(made.now);
          if (made.sent.slice(messages).some((text) => text.includes('"clear"'))) uncleared = 0;
          else if (queue.positionAt(made.now) === 0) uncleared = heard;
        };
        for (const one of doings) {
          if (one.what === "push") push(one.item, one.ms);
          if (one.what === "clip") {
            const id = `clip${clips++}`;
            push(id, one.ms, one.must ? MUST : CLIP);
            made.heard.push(...queue.complete(id, made.now));
          }
          if (one.what === "hold") queue.hold();
          if (one.what === "release") queue.releaseAll(made.now);
          if (one.what === "cut") cut();
          if (one.what === "retract") queue.retract(one.item, one.ms);
          if (one.what === "complete") made.heard.push(...queue.complete(one.item, made.now));
          if (one.what !== "wait") continue;
          made.run(made.now + one.ms);
          expect(Math.abs(made.error() + uncleared / 8)).toBeLessThanOrEqual(40);
        }
        expect(made.twilio.highWater / 8).toBeLessThanOrEqual(3_000);
        queue.releaseAll(made.now);
        for (const item of ["u1", "u2", "u3"]) queue.complete(item, made.now);
        made.run(made.now + 40_000);
        expect(queue.isIdle(made.now)).toBe(true);
        expect(queue.isEmpty()).toBe(true);
      }),
      { numRuns: 80 },
    );
  });
});
