import { expect, test } from "vitest";
import { findTag, taggedAudio } from "./tagged-audio.ts";

test("a frame has the right length and survives decoding", () => {
  const payload = taggedAudio({ stream: 7, number: 1234 }, 20);
  expect(Buffer.from(payload, "base64")).toHaveLength(160);
  expect(Buffer.from(payload, "base64").toString("base64")).toBe(payload);
});

test("its tag is found in any message around it", () => {
  const payload = taggedAudio({ stream: 50, number: 99_999 }, 200);
  expect(findTag(`{"event":"media","media":{"payload":"${payload}"}}`)).toEqual({ stream: 50, number: 99_999 });
  expect(findTag('{"event":"mark"}')).toBeNull();
});
