import { describe, expect, test } from "vitest";
import type { Mapping } from "./fields.ts";
import { readRow, type RowContext } from "./row.ts";

const context = (mapping: Mapping, more: Partial<RowContext> = {}): RowContext => ({
  mapping,
  headers: mapping.map((field) => `[${field}]`),
  statuses: [{ id: "s1", name: "נוצר קשר" }],
  colleagues: [{ userId: "u1", email: "dana@carmel.test" }],
  isPhone: (typed) => /^0\d{8,9}$/.test(typed.replaceAll("-", "")),
  ...more,
});
const kinds = (cells: string[], mapping: Mapping) =>
  readRow(cells, context(mapping)).problems.map(({ kind, field }) => [kind, field]);

test("a row with all there may be", () => {
  const mapping: Mapping = [
    ...(["name", "phone", "phone", "email", "dealType", "areas", "rooms", "price", "status", "assignee"] as const),
    ...(["tags", "source", "nextAction", "notes"] as const),
  ];
  const cells = [
    "דנה  לוי",
    "052-5550100",
    "054-5550101",
    "d@example.test",
    "קנייה",
    "חיפה, נשר",
    "4",
    "2.5 מיליון",
    "נוצר קשר ",
    "Dana@carmel.test",
    "חם;VIP",
    "פייסבוק",
    "לחזור מחר",
    "רוצה מרפסת",
  ];
  expect(readRow(cells, context(mapping))).toEqual({
    person: {
      name: "דנה לוי",
      phones: ["052-5550100", "054-5550101"],
      emails: ["d@example.test"],
      demand: { dealType: "buy", areas: ["חיפה", "נשר"], roomsMin: 4, roomsMax: 4, priceMax: 2_500_000 },
      status: "s1",
      assignedTo: "u1",
      tags: ["חם", "VIP"],
      source: "פייסבוק",
      nextAction: "לחזור מחר",
      notes: "רוצה מרפסת",
    },
    problems: [],
  });
});

describe("what cannot be taken as it stands is told, and kept", () => {
  test("a number that is none, as it was typed; a second one in the notes", () => {
    const { person, problems } = readRow(["דנה", "12", "*2700"], context(["name", "phone", "phone"]));
    expect(person).toMatchObject({ phones: ["12"], notes: "[phone]: *2700" });
    expect(problems.map(({ kind }) => kind)).toEqual(["bad_phone", "kept_in_notes"]);
  });

  test("a price, an e-mail, a status and an agent that nobody understands, in the notes", () => {
    const cells = ["דנה", "בערך 2", "dana at", "אולי", "x@y.test"];
    const { person, problems } = readRow(cells, context(["name", "price", "email", "status", "assignee"]));
    expect(person?.notes).toBe(
      ["[status]: אולי", "[assignee]: x@y.test", "[email]: dana", "[email]: at", "[price]: בערך 2"].join("\n"),
    );
    expect(problems.map(({ kind }) => kind)).toEqual([
      "unknown_status",
      "unknown_assignee",
      "kept_in_notes",
      "kept_in_notes",
      "kept_in_notes",
    ]);
  });

  test("cells beyond the columns", () => {
    expect(readRow(["דנה", "עוד"], context(["name"])).person?.notes).toBe("עוד");
    expect(kinds(["דנה", "עוד"], ["name"])).toEqual([["kept_in_notes", null]]);
  });

  test("a NUL is left out, and a formula is text", () => {
    const { person, problems } = readRow(["דנה\u0000", "=1+1", "'=1+1"], context(["name", "notes", "notes"]));
    expect(person).toMatchObject({ name: "דנה", notes: "[notes]: =1+1\n[notes]: =1+1" });
    expect(problems).toEqual([{ kind: "cleaned", field: "name", value: "דנה" }]);
  });

  test("a cell of 20,000 characters: as notes it is whole, as a name it refuses the row, as a tag it goes to the notes", () => {
    const long = "א".repeat(20_000);
    expect(readRow(["דנה", long], context(["name", "notes"])).person?.notes).toHaveLength(20_000);
    expect(kinds([`${long}ב`, "דנה"], ["notes", "name"])).toEqual([["cut", "notes"]]);
    expect(readRow([long], context(["name"]))).toMatchObject({
      person: null,
      problems: [{ kind: "too_long", field: "name" }],
    });
    expect(kinds(["דנה", "א".repeat(100)], ["name", "tags"])).toEqual([["kept_in_notes", "tags"]]);
  });
});

test("a row about nobody is not taken", () => {
  expect(readRow(["", "חיפה"], context(["name", "areas"]))).toEqual({
    person: null,
    problems: [{ kind: "nobody", field: null, value: "חיפה" }],
  });
});
