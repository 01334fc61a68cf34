import { describe, expect, test } from "vitest";
import { fingerprintOf, guessMapping, hasHeader } from "./mapping.ts";

describe("columns are guessed", () => {
  test("from Hebrew headers", () => {
    const headers = ["שם מלא", "טלפון נייד", "טלפון 2", 'דוא"ל', "סוג עסקה", "אזור", "חדרים", "תקציב", "הערות", "מק״ט"];
    expect(guessMapping(headers, [])).toEqual([
      "name",
      "phone",
      "phone",
      "email",
      "dealType",
      "areas",
      "rooms",
      "price",
      "notes",
      null,
    ]);
  });

  test("from English headers, whatever their letters", () => {
    const headers = [
      "First Name",
      "LAST_NAME",
      "Mobile",
      "E-mail",
      "Status",
      "Tags",
      "Agent email",
      "Source",
      "Max price",
    ];
    expect(guessMapping(headers, [])).toEqual([
      "firstName",
      "lastName",
      "phone",
      "email",
      "status",
      "tags",
      "assignee",
      "source",
      "priceMax",
    ]);
  });

  test("from what stands in them, where there are no headers: empty cells say nothing", () => {
    const rows = [
      ["דנה לוי", "", "dana@example.test", "", "2.5 מיליון", "4 חד׳"],
      ["", "052-5550100", "", "קנייה", "", ""],
      ["רון כהן", "0545550101", "", "שכירות", "850 אלף", "3 חדרים"],
    ];
    expect(guessMapping(null, rows)).toEqual(["name", "phone", "email", "dealType", "price", "rooms"]);
  });

  test("once, where a field may stand once: the column that says so before the one that looks like it", () => {
    expect(guessMapping(["רחוב", "שם"], [["הרצל", "דנה"]])).toEqual([null, "name"]);
  });
});

describe("the first line", () => {
  test("is one of headers where it is words, and not where it is somebody", () => {
    expect(hasHeader(["שם", "טלפון"])).toBe(true);
    expect(hasHeader(["לקוח", "עיר מועדפת"])).toBe(true);
    expect(hasHeader(["דנה לוי", "052-5550100"])).toBe(false);
    expect(hasHeader(["dana@example.test", "דנה"])).toBe(false);
    expect(hasHeader(["", ""])).toBe(false);
  });

  test("is known again without its marks", () => {
    expect(fingerprintOf(["שם:", "דוא״ל"])).toBe(fingerprintOf(["שם", 'דוא"ל ']));
    expect(fingerprintOf(["שם", "טלפון"])).not.toBe(fingerprintOf(["טלפון", "שם"]));
  });
});
