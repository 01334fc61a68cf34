import { expect, test } from "vitest";
import { aBusiness, aCall, aLead, aMember, errorOf, makeWorld } from "./support/world.ts";
import type { CallDetail } from "../../../core/calls/wire.ts";
import type { Lead } from "../../../core/leads/wire.ts";
import { auditLog, leads } from "../../../worker/db/tenant/schema.ts";

async function anOffice() {
  const business = await aBusiness();
  const browser = await makeWorld().signedIn((await aMember(business, "business")).email);
  const make = (callId: string, body: object) => browser.post(`${business.path}/calls/${callId}/lead`, { body });
  const read = async (callId: string) => (await browser.get(`${business.path}/calls/${callId}`)).json<CallDetail>();
  const all = async () =>
    (await business.scope.db.select().from(leads)).filter((one) => one.businessId === business.id);
  return { business, browser, make, read, all };
}

test("a caller whom nobody has written down becomes a lead, under the number they rang from", async () => {
  const { business, make, read } = await anOffice();
  const call = await aCall(business, { from: "+972525550144" });
  const response = await make(call.id, { name: "יעל כהן", phone: "03-555-0000" });
  expect(response.status).toBe(200);
  const lead = await response.json<Lead>();
  expect(lead).toMatchObject({ name: "יעל כהן", phone: "+972525550144", source: "call", status: "new" });
  expect((await read(call.id)).lead).toEqual(lead);
  const lines = await business.scope.db.select().from(auditLog);
  expect(lines.filter(({ recordId }) => recordId === lead.id)).toMatchObject([{ action: "lead.created" }]);
});

test("pressed by two at once it is one lead", async () => {
  const { business, make, all } = await anOffice();
  const call = await aCall(business, { from: "+972525550145" });
  const made = await Promise.all([make(call.id, { name: "יעל" }), make(call.id, { name: "יעל" })]);
  expect(made.map(({ status }) => status)).toEqual([200, 200]);
  expect(await all()).toHaveLength(1);
});

test("the number's lead, where it has one, gets the call", async () => {
  const { business, make, read, all } = await anOffice();
  const lead = await aLead(business, { name: "רון", phone: "+972525550146" });
  const call = await aCall(business, { from: "+972525550146" });
  await make(call.id, {});
  expect((await read(call.id)).leadId).toBe(lead.id);
  expect(await all()).toHaveLength(1);
});

test("who withholds the number needs one given", async () => {
  const { business, make } = await anOffice();
  const call = await aCall(business, { from: "anonymous" });
  for (const body of [{ name: "דנה" }, { name: "דנה", phone: "12" }]) {
    const refused = await make(call.id, body);
    expect(refused.status).toBe(400);
    expect((await errorOf(refused)).details?.map(({ field }) => field)).toEqual(["phone"]);
  }
  const made = await make(call.id, { name: "דנה", phone: "052-555-0147" });
  expect(await made.json()).toMatchObject({ phone: "+972525550147" });
});

test("a call that goes on is the assistant's to write down", async () => {
  const { business, make } = await anOffice();
  const call = await aCall(business, { status: "live" });
  expect((await make(call.id, {})).status).toBe(409);
});
