import { expect, test } from "vitest";
import type { CallDetail } from "../../../../core/calls/wire.ts";
import { readUpTo, withRest } from "./call-rest.ts";

const turn = (seq: number, text = `מילים ${seq}`) => ({ seq, text }) as CallDetail["turns"][number];
const event = (seq: number) => ({ seq, kind: "tool_called" }) as unknown as CallDetail["events"][number];
const call = (turns: CallDetail["turns"], events: CallDetail["events"] = [], status = "live") =>
  ({ status, turns, events }) as CallDetail;
const first = (most: number) => Array.from({ length: most }, (_, index) => turn(index + 1));

test("of a short call everything is asked for", () => {
  expect(readUpTo(call(first(10)))).toEqual({ turns: 0, events: 0 });
  expect(readUpTo(call([]))).toEqual({ turns: 0, events: 0 });
});

test("of a long one the turns that may still be written, and the events that came since", () => {
  expect(readUpTo(call(first(300), [event(1), event(2)]))).toEqual({ turns: 290, events: 2 });
});

test("what is new goes behind what was known; what was put right or is gone is as it is now", () => {
  const known = call(first(20), [event(1), event(2)]);
  const since = readUpTo(known);
  const rest = call([turn(11), turn(12, "תוקן"), ...first(19).slice(12), turn(21)], [event(3)]);
  const now = withRest(known, rest, since);
  expect(now.turns.map(({ seq }) => seq)).toEqual([...first(19).map(({ seq }) => seq), 21]);
  expect(now.turns[11]?.text).toBe("תוקן");
  expect(now.events.map(({ seq }) => seq)).toEqual([1, 2, 3]);
});
