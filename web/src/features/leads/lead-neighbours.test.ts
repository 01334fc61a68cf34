import { expect, it } from "vitest";
import { neighboursOf, rememberOrder } from "./lead-neighbours.ts";

it("a lead has the neighbours that it had in the list", () => {
  rememberOrder("one", ["a", "b", "c"]);
  rememberOrder("other", ["c", "a"]);
  expect(neighboursOf("one", "a")).toEqual({ previous: null, next: "b" });
  expect(neighboursOf("one", "b")).toEqual({ previous: "a", next: "c" });
  expect(neighboursOf("other", "a")).toEqual({ previous: "c", next: null });
  expect(neighboursOf("one", "none")).toEqual({ previous: null, next: null });
  expect(neighboursOf("nowhere", "a")).toEqual({ previous: null, next: null });
});
