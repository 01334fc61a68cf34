/** What cannot be understood is noted and passed over, on both legs: the call goes on. */
import { describe, test, type ExpectStatic } from "vitest";
import type { CallOptions } from "../../dev/twilio/call-options.ts";
import { nextBusiness, type TestBusiness } from "./support/businesses.ts";
import { mistakesIn } from "./support/openai.ts";
import { heardOut, manager, openai, ring, say } from "./support/world.ts";

/** Not a line for each frame: a peer gone mad would fill the record. */
const MOST_NOTED = 3;

async function expectCallGoesOn(
  expect: ExpectStatic,
  business: TestBusiness,
  options: Partial<CallOptions> = {},
): Promise<string[]> {
  const call = ring(business, options);
  await heardOut(call);
  await say(call, "buyer-looking");
  await heardOut(call);
  await call.hangUp();
  const record = await manager.endedRecord(business.id, call.callSid);
  expect(record).toMatchObject({ endReason: "caller_hung_up", failureCode: null });
  expect(record.turns.at(-1)?.text).toContain("מה התקציב");
  expect(mistakesIn(await openai.closedSessions(business))).toEqual([]);
  return record.events.flatMap(({ kind, data }) => (kind === "garbage_frame" ? [String(data["from"])] : []));
}

describe.concurrent("a call goes on over garbage", () => {
  test("of the Twilio stream: text, half JSON and binary in turn", async ({ expect }) => {
    const noted = await expectCallGoesOn(expect, nextBusiness("frames"), { network: { garbageEveryNth: 7 } });
    expect(noted).toEqual(Array.from({ length: MOST_NOTED }, () => "twilio"));
  });

  test.for(["text", "half-json", "binary"] as const)("of OpenAI's session: %s", async (frame, { expect }) => {
    const business = nextBusiness("frames");
    await openai.fail(business, { kind: "garbage", frame }, { kind: "garbage", frame, when: { outputMs: 500 } });
    expect(await expectCallGoesOn(expect, business)).toEqual(["openai", "openai"]);
  });
});
