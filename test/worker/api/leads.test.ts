import { expect, test } from "vitest";
import { aBusiness, aLead, aMember, makeWorld, START } from "./support/world.ts";
import type { Lead } from "../../../core/leads/wire.ts";

async function anOffice() {
  const business = await aBusiness();
  return { business, browser: await makeWorld().signedIn((await aMember(business, "business")).email) };
}

test("leads come latest changed first, a page at a time", async () => {
  const { business, browser } = await anOffice();
  const [old, fresh, same] = [
    await aLead(business, { updatedAt: START - 1, id: "a" }),
    await aLead(business, { updatedAt: START, id: "b" }),
    await aLead(business, { updatedAt: START, id: "c" }),
  ];
  const first = await (
    await browser.get(`${business.path}/leads?limit=2`)
  ).json<{ items: Lead[]; nextCursor: string }>();
  expect(first.items.map(({ id }) => id)).toEqual([same.id, fresh.id]);
  const second = await (
    await browser.get(`${business.path}/leads?limit=2&cursor=${first.nextCursor}`)
  ).json<{ items: Lead[]; nextCursor: null }>();
  expect(second.items.map(({ id }) => id)).toEqual([old.id]);
  expect(second.nextCursor).toBeNull();
});

test("a lead is read whole, without the business's id", async () => {
  const { business, browser } = await anOffice();
  const { businessId: _, ...lead } = await aLead(business, {
    name: "מיכל",
    phone: "+972525550201",
    dealType: "buy",
    rooms: 3.5,
    budget: 2_650_000,
  });
  expect(await (await browser.get(`${business.path}/leads/${lead.id}`)).json()).toEqual(lead);
});
