import { describe, expect, it } from "vitest";
import { allClips, loadClip, speakText } from "../speech/clips.ts";
import { SILENCE } from "../../core/contract/mulaw.ts";
import { recognise } from "./recognise.ts";

const callers = allClips().filter((clip) => clip.voice === "caller");

/** Every nth telephone frame is lost, and there is silence around. */
function overBadLine(audio: Uint8Array, nth: number): Uint8Array {
  const kept = Array.from({ length: Math.ceil(audio.length / 160) }, (_, i) => i)
    .filter((i) => i % nth !== 7)
    .flatMap((i) => [...audio.subarray(i * 160, (i + 1) * 160)]);
  const silence = new Uint8Array(2400).fill(SILENCE);
  return Uint8Array.from([...silence, ...kept, ...silence]);
}

describe("recognise", () => {
  it.each(callers.map((clip) => clip.id))("knows %s, over a bad line and cut at the end", (id) => {
    const { audio } = loadClip(id);
    expect(recognise(audio)?.clip.id).toBe(id);
    expect(recognise(overBadLine(audio, 25))?.clip.id).toBe(id);
    expect(recognise(overBadLine(audio, 10))?.clip.id).toBe(id);
    expect(recognise(audio.subarray(0, audio.length * 0.75))?.clip.id).toBe(id);
  });

  it("does not know what no caller says", () => {
    for (const clip of allClips()) if (clip.voice === "assistant") expect(recognise(clip.audio)).toBeUndefined();
    expect(recognise(speakText("משפט שאיש לא אמר עד היום"))).toBeUndefined();
    expect(recognise(new Uint8Array(8000).fill(SILENCE))).toBeUndefined();
  });
});
