import { expect, it } from "vitest";
import { wavOf } from "./wav.ts";

it("is a head that tells rate and length, and then the samples as they are", () => {
  const pcm = Uint8Array.of(1, 2, 3, 4, 5, 6);
  const file = wavOf(pcm, 24_000);
  const head = new DataView(file.buffer);
  const letters = (from: number, to: number) => new TextDecoder().decode(file.subarray(from, to));
  expect([letters(0, 4), letters(8, 16), letters(36, 40)]).toEqual(["RIFF", "WAVEfmt ", "data"]);
  expect([4, 16, 24, 28, 40].map((at) => head.getUint32(at, true))).toEqual([42, 16, 24_000, 48_000, 6]);
  expect([20, 22, 32, 34].map((at) => head.getUint16(at, true))).toEqual([1, 1, 2, 16]);
  expect(file.subarray(44)).toEqual(pcm);
});
