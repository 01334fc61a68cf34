/** What every route inside a business must refuse. The list comes from the router: a new route is in it by itself. */
import { describe, expect, test } from "vitest";
import { aBusiness, aCall, aLead, aMember, errorOf, makeWorld, type TestBusiness } from "./support/world.ts";
import { createApp } from "../../../worker/app.ts";

const INSIDE = "/api/businesses/:businessId/";
const routes = [
  ...new Set(
    createApp()
      .routes.filter(({ method, path }) => method !== "ALL" && path.startsWith(INSIDE) && !path.endsWith("*"))
      .map(({ method, path }) => `${method} ${path}`),
  ),
].map((route) => route.split(" ") as [method: string, path: string]);

const isUnsafe = ([method]: readonly string[]) => method !== "GET";

async function twoBusinesses() {
  const world = makeWorld();
  const [ours, theirs] = [await aBusiness(), await aBusiness()];
  const browser = await world.signedIn((await aMember(ours)).email);
  return { ...world, ours, theirs, browser };
}

/** The route's path in `business`, with ids of rows that do exist in `rowsOf`. */
async function pathIn(path: string, business: TestBusiness, rowsOf: TestBusiness): Promise<string> {
  const [lead, call] = [await aLead(rowsOf), await aCall(rowsOf)];
  const ids: Record<string, string> = { businessId: business.id, leadId: lead.id, callId: call.id };
  return path.replace(/:(\w+)/g, (_, name: string) => {
    const id = ids[name];
    if (!id) throw new Error(`the suite has no row for :${name}; add one`);
    return id;
  });
}

test("the router has routes inside a business", () => {
  expect(routes.length).toBeGreaterThanOrEqual(8);
});

describe.each(routes)("%s %s", (method, path) => {
  test("answers 401 to somebody who is not signed in", async () => {
    const ours = await aBusiness();
    const response = await makeWorld()
      .browser()
      .request(method, await pathIn(path, ours, ours));
    expect([response.status, (await errorOf(response)).code]).toEqual([401, "unauthorized"]);
  });

  test("answers 404 to a member of another business, as if it did not exist", async () => {
    const { theirs, browser } = await twoBusinesses();
    const response = await browser.request(method, await pathIn(path, theirs, theirs), { body: {} });
    expect([response.status, (await errorOf(response)).code]).toEqual([404, "not_found"]);
  });

  test("answers 404 for a business that does not exist", async () => {
    const { ours, browser } = await twoBusinesses();
    const nowhere = { ...ours, id: "no-such-business" };
    expect((await browser.request(method, await pathIn(path, nowhere, ours), { body: {} })).status).toBe(404);
  });
});

describe.each(routes.filter(([, path]) => path.replace(INSIDE, "").includes(":")))("%s %s", (method, path) => {
  test("answers 404 for another business's row under one's own business", async () => {
    const { ours, theirs, browser } = await twoBusinesses();
    const response = await browser.request(method, await pathIn(path, ours, theirs));
    expect([response.status, (await errorOf(response)).code]).toEqual([404, "not_found"]);
  });

  test("answers the same for a row that does not exist", async () => {
    const { ours, browser } = await twoBusinesses();
    const response = await browser.request(
      method,
      `${ours.path}/${path.replace(INSIDE, "").replace(/:\w+/, "no-such-row")}`,
    );
    expect(response.status).toBe(404);
  });
});

describe.each(routes.filter(isUnsafe))("%s %s", (method, path) => {
  test("answers 403 without the CSRF token", async () => {
    const { ours, browser } = await twoBusinesses();
    const response = await browser.request(method, await pathIn(path, ours, ours), {
      body: {},
      headers: { "X-CSRF-Token": null },
    });
    expect([response.status, (await errorOf(response)).code]).toEqual([403, "csrf_failed"]);
  });

  test("answers 403 in a suspended business", async () => {
    const world = makeWorld();
    const business = await aBusiness({ status: "suspended" });
    const browser = await world.signedIn((await aMember(business)).email);
    const response = await browser.request(method, await pathIn(path, business, business), { body: {} });
    expect([response.status, (await errorOf(response)).code]).toEqual([403, "forbidden"]);
  });
});

test("the record of a suspended business can still be read", async () => {
  const world = makeWorld();
  const business = await aBusiness({ status: "suspended" });
  const browser = await world.signedIn((await aMember(business)).email);
  expect((await browser.get(`${business.path}/calls`)).status).toBe(200);
});
