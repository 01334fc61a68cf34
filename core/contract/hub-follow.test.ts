import { expect, test } from "vitest";
import { followMessage, MOST_FOLLOWED, readFollow } from "./hub-follow.ts";

const sid = (nth: number) => `CA${String(nth).padStart(32, "0")}`;
const sids = (count: number) => Array.from({ length: count }, (_, nth) => sid(nth));

test("as many calls as may be followed are understood, each once", () => {
  expect(readFollow(followMessage(sids(MOST_FOLLOWED)))).toEqual(sids(MOST_FOLLOWED));
  expect(readFollow(followMessage([sid(1), sid(1)]))).toEqual([sid(1)]);
  expect(readFollow(followMessage([]))).toEqual([]);
});

test.each([
  ["more than that", followMessage(sids(MOST_FOLLOWED + 1))],
  ["a name that is too long", followMessage(["C".repeat(41)])],
  ["an empty name", followMessage([""])],
  ["something else than names", '{"type":"follow","calls":[1]}'],
  ["another message", '{"type":"call.ended"}'],
  ["no JSON", "follow"],
  ["a message that is mostly air", `${" ".repeat(1_500)}${followMessage([])}`],
  ["bytes", new ArrayBuffer(8)],
])("%s is not", (_, message) => {
  expect(readFollow(message)).toBeNull();
});
