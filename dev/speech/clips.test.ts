import { describe, expect, it } from "vitest";
import { allClips, loadClip, speakText } from "./clips.ts";
import { decodeMulaw, encodeMulaw, SAMPLE_RATE } from "../../core/contract/mulaw.ts";

describe("clips", () => {
  it("are small, and none is empty", () => {
    const clips = allClips();
    expect(clips.reduce((sum, { audio }) => sum + audio.length, 0)).toBeLessThan(1_500_000);
    for (const { audio } of clips) expect(audio.length).toBeGreaterThan(SAMPLE_RATE / 2);
  });

  it("hold two answers that are long enough to be interrupted", () => {
    for (const id of ["interrupter-long-one", "interrupter-long-two"] as const) {
      expect(loadClip(id).audio.length).toBeGreaterThan(12 * SAMPLE_RATE);
    }
  });
});

describe("speakText", () => {
  it("plays the clip when the words are known", () => {
    const greeting = loadClip("greeting-carmel");
    expect(speakText(greeting.text)).toBe(greeting.audio);
  });

  it("takes time in proportion to the text, and says the same text the same way", () => {
    const text = "ברכה חדשה שאיש לא הקליט עדיין, אבל היא נשמעת כמו דיבור.";
    expect(speakText(text).length / SAMPLE_RATE).toBeCloseTo(text.length / 14, 1);
    expect(speakText(text)).toEqual(speakText(text));
    expect(new Set(speakText(text)).size).toBeGreaterThan(50);
  });
});

describe("mu-law", () => {
  it("comes back as the same bytes, but for the two zeros", () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const again = encodeMulaw(decodeMulaw(bytes));
    expect(again).toEqual(bytes.map((byte) => (byte === 0x7f ? 0xff : byte)));
  });
});
