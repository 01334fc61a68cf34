/** Who withholds the number is nobody we know: "anonymous" is many people. */
import { describe, expect, test } from "vitest";
import { aCall, aLead } from "../worker/api/support/world.ts";
import { businessWithModel, ringing, saidTo, until } from "./support/calls.ts";

async function instructionsFor(
  from: string,
  before: (business: Awaited<ReturnType<typeof businessWithModel>>) => Promise<unknown>,
): Promise<string> {
  const model = `answers-${crypto.randomUUID()}`;
  const business = await businessWithModel(model);
  await before(business);
  await ringing(business, from);
  return until(async () => {
    const [first] = (await saidTo(model)).filter(({ type }) => type === "session.update");
    expect(first).toBeDefined();
    return first?.session?.instructions ?? "";
  });
}

describe("a caller without a number", () => {
  test.each(["", "anonymous", "Restricted", "+266696687", "+86282452253"])(
    "%j: the model is told of no number and of no earlier call",
    async (from) => {
      const instructions = await instructionsFor(from, (business) =>
        aCall(business, { from, summary: "סיכום של מישהו אחר לגמרי" }),
      );
      expect(instructions).not.toContain("סיכום של מישהו אחר");
      expect(instructions).not.toContain("מספר הטלפון שממנו");
    },
  );
});

describe("a caller with a number", () => {
  const FROM = "+972521234567";

  test("is known by their lead and their own earlier calls", async () => {
    const instructions = await instructionsFor(FROM, async (business) => {
      await aLead(business, { phone: FROM, name: "דנה לוי", area: "נווה שאנן" });
      await aCall(business, { from: FROM, summary: "חיפשה דירה" });
      await aCall(business, { from: "+972529999999", summary: "סיכום של אדם אחר" });
    });
    for (const fact of [FROM, "דנה לוי", "נווה שאנן", "חיפשה דירה"]) expect(instructions).toContain(fact);
    expect(instructions).not.toContain("סיכום של אדם אחר");
  });

  test("is not known to another business", async () => {
    const other = await businessWithModel("answers");
    await aLead(other, { phone: FROM, name: "דנה לוי" });
    await aCall(other, { from: FROM, summary: "שיחה במשרד אחר" });
    const instructions = await instructionsFor(FROM, async () => {});
    expect(instructions).not.toContain("דנה לוי");
    expect(instructions).not.toContain("שיחה במשרד אחר");
  });
});
