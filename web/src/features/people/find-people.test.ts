import { describe, expect, test } from "vitest";
import type { Person } from "../../../../core/people/wire.ts";
import { findPeople } from "./find-people.ts";

const person = (name: string, fields: Partial<Person> = {}): Person => ({
  userId: name,
  name,
  email: "somebody@office.test",
  role: "business",
  joinedAt: 1,
  resetAskedAt: null,
  resetAllowed: true,
  ...fields,
});
const found = (people: Person[], query: string) => findPeople(people, query).map(({ name }) => name);

describe("somebody of the team", () => {
  const team = [person("מיכל בר־און"), person("יוסי ח׳ורי", { email: "Yossi-K@office.test" }), person("Dana Levi")];

  test.each([
    ["בר און", ["מיכל בר־און"]],
    ["בר-און מיכל", ["מיכל בר־און"]],
    ["חורי", ["יוסי ח׳ורי"]],
    ["yossi-k@", ["יוסי ח׳ורי"]],
    ["dana", ["Dana Levi"]],
    ["מיכל כהן", []],
    ["  ", team.map(({ name }) => name)],
  ])("is found by %j", (query, names) => {
    expect(found(team, query)).toEqual(names);
  });

  test("who waits for a link stands before the others, who stay in their order", () => {
    const people = [person("א"), person("ב"), person("ג", { resetAskedAt: 5 }), person("ד", { resetAskedAt: 3 })];
    expect(found(people, "")).toEqual(["ג", "ד", "א", "ב"]);
  });
});
