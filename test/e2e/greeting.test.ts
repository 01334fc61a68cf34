/** A greeting is spoken by the model once; after that it is played at once, whatever OpenAI is doing. */
import { describe, test } from "vitest";
import { GREETING, nextBusiness } from "./support/businesses.ts";
import { heardOut, manager, openai, ring, say } from "./support/world.ts";

describe.concurrent("a greeting", () => {
  test("that was recorded in the first call is played in the second one before OpenAI has answered at all", async ({
    expect,
  }) => {
    const business = nextBusiness("greeting");
    const first = ring(business);
    await heardOut(first);
    await first.hangUp();
    const recorded = await manager.endedRecord(business.id, first.callSid);
    expect(recorded.events).toContainEqual(
      expect.objectContaining({ kind: "greeting_played", data: { cached: false, disclosed: true } }),
    );

    await openai.fail(business, { kind: "hang" });
    const second = ring(business);
    await heardOut(second);
    expect(await openai.sessions(business)).toHaveLength(1);

    // The next attempt is answered: what the caller says meanwhile is not lost, and the model knows that it has greeted.
    await say(second, "buyer-looking");
    await heardOut(second);
    await second.hangUp();
    const played = await manager.endedRecord(business.id, second.callSid);
    expect(played.events).toContainEqual(
      expect.objectContaining({ kind: "greeting_played", data: { cached: true, disclosed: true } }),
    );
    expect(played.turns.map(({ role, text }) => [role, text])).toEqual([
      ["assistant", GREETING],
      ["caller", expect.stringContaining("מחפשת דירת")],
      ["assistant", expect.stringContaining("מה התקציב")],
    ]);
    const [, session] = await openai.closedSessions(business);
    expect(session?.items[0]).toMatchObject({ role: "assistant", text: GREETING });
  });

  test("that was changed in the settings is spoken anew in the next call", async ({ expect }) => {
    const business = nextBusiness("greeting");
    const first = ring(business);
    await heardOut(first);
    await first.hangUp();
    const other = "ערב טוב, הגעתם למשרד אחר.";
    await manager.changeSettings(business.id, { greeting: other });
    const second = ring(business);
    await heardOut(second);
    await second.hangUp();
    const record = await manager.endedRecord(business.id, second.callSid);
    expect(record.turns.map(({ text }) => text)).toEqual([other]);
    expect(record.events).toContainEqual(
      expect.objectContaining({ kind: "greeting_played", data: { cached: false, disclosed: true } }),
    );
  });
});
