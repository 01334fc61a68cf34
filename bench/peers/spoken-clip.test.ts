import { expect, test } from "vitest";
import { telephoneAudio } from "../../core/contract/mulaw.ts";
import { isSpokenClip, spokenClip } from "./spoken-clip.ts";
import { taggedAudio } from "./tagged-audio.ts";

test("is known again after our resampling, in every piece but for its edges", () => {
  const bytes = spokenClip();
  const audio = telephoneAudio(new Int16Array(new Uint8Array(bytes).buffer));
  expect(audio).toHaveLength(5_600);
  expect(isSpokenClip(Buffer.from(audio.subarray(0, 2_400)).toString("base64"))).toBe(true);
  expect(isSpokenClip(Buffer.from(audio.subarray(2_400, 4_800)).toString("base64"))).toBe(true);
});

test("is not taken for what the model says", () => {
  expect(isSpokenClip(taggedAudio({ stream: 7, number: 1 }, 200))).toBe(false);
});
