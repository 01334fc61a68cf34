import { expect, test } from "vitest";
import { GreetingRecorder } from "./greeting-recorder.ts";

test("the pieces of the greeting come back in order, once", () => {
  const recorder = new GreetingRecorder();
  for (const piece of ["a", "b"]) recorder.heard("item1", piece);
  expect(recorder.take("item1")).toEqual(["a", "b"]);
  expect(recorder.take("item1")).toBeNull();
});

test("another item begins another recording", () => {
  const recorder = new GreetingRecorder();
  recorder.heard("item1", "a");
  recorder.heard("item2", "b");
  expect(recorder.take("item2")).toEqual(["b"]);
});

test("a recording of another item is not taken for this one", () => {
  const recorder = new GreetingRecorder();
  recorder.heard("item1", "a");
  expect(recorder.take("item2")).toBeNull();
});

test("what goes on for more than half a minute is no greeting", () => {
  const recorder = new GreetingRecorder();
  for (let second = 0; second < 40; second++) recorder.heard("item1", "x".repeat(10_667));
  expect(recorder.take("item1")).toBeNull();
});
