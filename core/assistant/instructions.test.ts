import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { businessInstructions, callInstructions, DETAIL_LEVELS, type CallerKnowledge } from "./instructions.ts";

const NOBODY: CallerKnowledge = { phone: null, lead: null, earlierCalls: [] };
const A_DEMAND = {
  dealType: null,
  areas: [],
  roomsMin: null,
  roomsMax: null,
  priceMin: null,
  priceMax: null,
  isActive: true,
};
const NO_LEAD = { name: null, demands: [], notes: null, nextAction: null };
const date = (at: number) => `day ${at}`;
const made = (caller: CallerKnowledge) => callInstructions("THE BUSINESS", caller, 7, date, 0);

describe("what a business's assistant is told", () => {
  test("differs between two businesses by their own words alone", () => {
    const one = { assistantName: "אבי", aiPrompt: "משרד הכרמל, חיפה." };
    const other = { assistantName: "נועם", aiPrompt: "בית וגן, ירושלים. שעות: 9–18." };
    const own = ({ assistantName, aiPrompt }: typeof one) =>
      businessInstructions({ assistantName, aiPrompt, handoffPhone: null })
        .replace(assistantName, "NAME")
        .replace(aiPrompt, "PROMPT");
    expect(own(one)).toBe(own(other));
    expect(own(one)).toContain("PROMPT");
  });

  test("is the platform's rules alone when the business has written nothing", () => {
    const rules = businessInstructions({ assistantName: "אבי", aiPrompt: "  \n", handoffPhone: null });
    expect(rules).not.toContain("# המשרד");
    const withWords = businessInstructions({ assistantName: "אבי", aiPrompt: "x", handoffPhone: null });
    expect(withWords.replace("\n\n# המשרד\nx", "")).toBe(rules);
  });

  test("leaves room: the platform's part is short enough to be read again at each turn", () => {
    expect(businessInstructions({ assistantName: "אבי", aiPrompt: "", handoffPhone: null }).length).toBeLessThan(2_000);
  });
});

describe("what is added for one call", () => {
  test("is the moment, in words", () => {
    expect(made(NOBODY)).toBe("THE BUSINESS\n\n# עכשיו\nday 7");
  });

  test("is every fact that is known of the caller", () => {
    const text = made({
      phone: "+972521234567",
      lead: {
        name: "דנה לוי",
        demands: [
          { ...A_DEMAND, dealType: "rent", areas: ["נווה שאנן"], roomsMin: 3.5, roomsMax: 3.5, priceMax: 5_000 },
          { ...A_DEMAND, dealType: "sell", areas: ["הדר"], roomsMin: 2, roomsMax: 3, priceMax: 900_000 },
          { ...A_DEMAND, dealType: "let", isActive: false },
        ],
        notes: "עם כלב",
        nextAction: "לשלוח דירות",
      },
      earlierCalls: [
        { startedAt: 5, summary: "חיפשה דירה" },
        { startedAt: 3, summary: "שאלה על שכונה" },
      ],
    });
    expect(text).not.toContain("רוצה להשכיר");
    for (const fact of [
      "+972521234567",
      "דנה לוי",
      "מחפש לשכור",
      "נווה שאנן",
      "3.5",
      "תקציב 5000",
      "רוצה למכור",
      "הדר",
      "2 עד 3 חדרים",
      "מחיר 900000",
      "עם כלב",
      "לשלוח דירות",
      "day 5: חיפשה דירה",
      "day 3: שאלה על שכונה",
    ]) {
      expect(text).toContain(fact);
    }
  });

  test.each([
    ["buy", "לקנות"],
    ["rent", "לשכור"],
    ["sell", "למכור"],
    ["let", "להשכיר"],
  ] as const)("names the deal %s in Hebrew", (dealType, word) => {
    expect(made({ ...NOBODY, lead: { ...NO_LEAD, demands: [{ ...A_DEMAND, dealType }] } })).toContain(word);
  });

  test("of a caller who withholds the number says nothing of a number", () => {
    const text = made({ ...NOBODY, lead: { ...NO_LEAD, name: "דנה" } });
    expect(text).toContain("דנה");
    expect(text).not.toContain("מספר הטלפון שממנו");
  });

  test("has no line for what is not known", () => {
    expect(made({ ...NOBODY, lead: NO_LEAD })).toBe(made(NOBODY));
  });
});

describe("a caller who wants a person", () => {
  const rules = (handoffPhone: string | null, aiPrompt = "מי שכועס מועבר ליועץ.") =>
    businessInstructions({ assistantName: "אבי", aiPrompt, handoffPhone });

  test("is offered what the tools can do, and it stands behind whatever the business has written", () => {
    expect(rules("+97235550199").indexOf("hand_over")).toBeGreaterThan(rules("+97235550199").indexOf("מועבר ליועץ"));
    const without = rules(null);
    expect(without).not.toContain("hand_over");
    expect(without.indexOf("אי אפשר להעביר")).toBeGreaterThan(without.indexOf("מועבר ליועץ"));
  });
});

describe("of a caller who is known for years", () => {
  const text = fc.string({ maxLength: 6_000 });
  const caller: fc.Arbitrary<CallerKnowledge> = fc.record({
    phone: fc.constant("+972521234567"),
    lead: fc.record({
      name: fc.string({ maxLength: 400 }),
      demands: fc.array(
        fc.record({
          dealType: fc.constantFrom("buy" as const, null),
          areas: fc.array(fc.string({ maxLength: 400 }), { maxLength: 20 }),
          roomsMin: fc.constantFrom(2, null),
          roomsMax: fc.constant(3),
          priceMin: fc.constantFrom(1_000_000_000, null),
          priceMax: fc.constant(2_000_000_000),
          isActive: fc.boolean(),
        }),
        { maxLength: 20 },
      ),
      notes: fc.array(text, { maxLength: 12 }).map((lines) => lines.join("\n")),
      nextAction: text,
    }),
    earlierCalls: fc.array(fc.record({ startedAt: fc.nat(), summary: text }), { maxLength: 9 }),
  });
  const MOST = [4_200, 1_500, 700];

  test("never more goes in than its bound, at each level less", () => {
    fc.assert(
      fc.property(caller, (known) => {
        for (let level = 0; level < DETAIL_LEVELS; level++) {
          const length = callInstructions("B", known, 7, date, level).length;
          expect(length).toBeLessThanOrEqual(MOST[level] ?? 0);
        }
      }),
    );
  });

  test("the newest notes are in it, whole", () => {
    const lines = Array.from({ length: 400 }, (_, at) => `הערה מספר ${at} על הדירה`);
    const made = callInstructions("B", { ...NOBODY, lead: { ...NO_LEAD, notes: lines.join("\n") } }, 7, date, 0);
    expect(made).toContain(`${lines.at(-2)}\n${lines.at(-1)}`);
    expect(made).not.toContain(`${lines[0]}\n`);
    for (const line of made.split("\n").filter((one) => one.startsWith("הערה"))) expect(lines).toContain(line);
  });

  test("at the last level the business's own words are cut at a line, and the rules stay whole", () => {
    const aiPrompt = Array.from({ length: 900 }, (_, at) => `שורה ${at} של המשרד`).join("\n");
    const whole = businessInstructions({ assistantName: "אבי", aiPrompt, handoffPhone: null });
    const least = callInstructions(whole, NOBODY, 7, date, DETAIL_LEVELS - 1);
    expect(least.length).toBeLessThan(9_000);
    expect(least).toContain("אי אפשר להעביר");
    expect(least).toMatch(/שורה \d+ של המשרד\n\n# העברה לאדם/);
  });
});
