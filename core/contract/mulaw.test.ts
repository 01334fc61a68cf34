import { describe, expect, test } from "vitest";
import { decodeMulaw, encodeMulaw, telephoneAudio } from "./mulaw.ts";

const tone = (hz: number, rate: number, ms: number) =>
  Int16Array.from({ length: (rate * ms) / 1_000 }, (_, at) =>
    Math.round(10_000 * Math.sin((2 * Math.PI * hz * at) / rate)),
  );
const loudness = (samples: Int16Array) => {
  const middle = samples.slice(200, -200);
  return Math.sqrt(middle.reduce((sum, sample) => sum + sample * sample, 0) / middle.length);
};

test("a sample comes back within its step", () => {
  for (const sample of [0, 1, -1, 100, -5_000, 32_000, -32_000]) {
    const [back] = decodeMulaw(encodeMulaw(Int16Array.of(sample)));
    expect(Math.abs((back ?? 0) - sample)).toBeLessThanOrEqual(Math.max(8, Math.abs(sample) * 0.04));
  }
});

describe("24 kHz for the telephone", () => {
  test("is a third as long", () => {
    expect(telephoneAudio(tone(440, 24_000, 500))).toHaveLength(4_000);
  });

  test("keeps a voice's tones at their loudness", () => {
    const before = loudness(tone(1_000, 24_000, 500));
    expect(loudness(decodeMulaw(telephoneAudio(tone(1_000, 24_000, 500)))) / before).toBeCloseTo(1, 1);
  });

  test("loses what the telephone cannot carry, instead of folding it down", () => {
    const before = loudness(tone(6_500, 24_000, 500));
    expect(loudness(decodeMulaw(telephoneAudio(tone(6_500, 24_000, 500)))) / before).toBeLessThan(0.02);
  });
});
