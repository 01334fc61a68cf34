import { describe, test } from "vitest";
import { nextBusiness } from "./support/businesses.ts";
import { manager, openai, ring, say, heardOut } from "./support/world.ts";
import { appendFileSync } from "node:fs";
describe.concurrent("many", () => {
  test.for(Array.from({ length: 40 }, (_, i) => i))("call %i", async (i, { expect }) => {
    const business = nextBusiness("failures");
    const call = ring(business);
    try {
      for (const clip of ["buyer-looking", "buyer-budget", "buyer-name", "buyer-thanks"] as const) {
        await heardOut(call);
        await say(call, clip);
      }
      await call.ended;
    } catch (error) {
      const record = await manager.findCall(business.id, call.callSid);
      const w = await openai.sessions(business);
      appendFileSync("/tmp/zz.log", JSON.stringify({ i, sid: call.callSid, error: String(error), log: call.log.events.filter((e) => !["received", "mark-received", "mark-returned"].includes(e.kind)), record, w }, null, 1) + "\n");
      await call.hangUp();
      throw error;
    }
  });
});
