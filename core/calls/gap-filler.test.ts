import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GapFiller } from "./gap-filler.ts";

const missing = (timestamps: number[]) => {
  const filler = new GapFiller();
  return timestamps.map((at) => filler.missingBefore(at));
};

describe("frames that Twilio lost", () => {
  test("in an unbroken stream none is missing, wherever it begins", () => {
    expect(missing([340, 360, 380])).toEqual([0, 0, 0]);
  });

  test("are counted", () => {
    expect(missing([0, 60, 80])).toEqual([0, 2, 0]);
  });

  test("jitter of less than a frame is not a loss", () => {
    expect(missing([0, 25, 45, 61])).toEqual([0, 0, 0, 0]);
  });

  test("a late frame is not counted again, and moves nothing", () => {
    expect(missing([0, 60, 40, 80])).toEqual([0, 2, 0, 0]);
  });

  test("a stalled line is filled for a second at most, and then goes on", () => {
    expect(missing([0, 60_000, 60_020])).toEqual([0, 50, 0]);
  });

  test("a new stream counts from zero again", () => {
    const filler = new GapFiller();
    filler.missingBefore(5_000);
    filler.reset();
    expect(filler.missingBefore(0)).toBe(0);
  });

  test("whichever frames of a stream are lost, the time that is passed on is the time that has passed", () => {
    const kept = fc
      .uniqueArray(fc.nat(200), { minLength: 1 })
      .map((frames) => frames.toSorted((a, b) => a - b))
      .filter((frames) => frames.every((frame, index) => frame - (frames[index - 1] ?? frame) <= 50));
    fc.assert(
      fc.property(kept, (frames) => {
        const counts = missing(frames.map((frame) => frame * 20));
        const passed = counts.reduce((sum, count) => sum + count, 0) + frames.length;
        expect(passed).toBe((frames.at(-1) ?? 0) - (frames[0] ?? 0) + 1);
      }),
    );
  });

  test("for any time stamps the fill is whole and bounded", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.nat(100_000), fc.double({ noNaN: true, min: -1e6, max: 1e9 }))),
        (timestamps) => {
          for (const count of missing(timestamps)) {
            expect(Number.isInteger(count)).toBe(true);
            expect(count).toBeGreaterThanOrEqual(0);
            expect(count).toBeLessThanOrEqual(50);
          }
        },
      ),
    );
  });
});
