/** The audit log is never shortened: what one person can add to it in a day has an end. */
import { expect, test } from "vitest";
import { auditOf } from "./support/accounts.ts";
import { anOffice } from "./support/office.ts";
import { aBusiness, aMember, errorOf, makeWorld } from "./support/world.ts";
import { throttles } from "../../../worker/db/directory/schema.ts";
import { recordCounters } from "../../../worker/features/auth/throttle/limits.ts";

const DAY_MS = 24 * 3_600_000;

test("an agent takes ten new names a day, and keeps the last of them", async () => {
  const { signedIn, clock } = makeWorld();
  const business = await aBusiness();
  const agent = await aMember(business, "business");
  const browser = await signedIn(agent.email);
  const rename = (name: string) => browser.patch("/api/auth/profile", { body: { name } });
  const statuses: number[] = [];
  for (let one = 0; one < 60; one++) statuses.push((await rename(`שם ${one}`)).status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(10);
  expect((await errorOf(await rename("שם אחר"))).code).toBe("rate_limited");
  expect((await rename("שם 9")).status).toBe(200);
  expect(await auditOf(agent.id, "person.renamed")).toHaveLength(10);
  clock.now += DAY_MS;
  // The access token of yesterday is over.
  const tomorrow = await signedIn(agent.email);
  expect((await tomorrow.patch("/api/auth/profile", { body: { name: "שם של מחר" } })).status).toBe(200);
});

test("whatever is on record ends with the day's thousand, and nothing else does", async () => {
  const { business, boss, manager, invite, deps, clock } = await anOffice();
  const [counter] = recordCounters(deps.config.JWT_SECRET, boss.id);
  if (!counter) throw new Error("no counter");
  const full = { count: counter.limit, endsAt: clock.now + DAY_MS };
  await deps.directory.insert(throttles).values({ key: counter.key, ...full });
  const refused = await invite({ email: "somebody@example.test", role: "business" });
  expect([refused.status, (await errorOf(refused)).code]).toEqual([429, "rate_limited"]);
  expect((await manager.get(`${business.path}/people`)).status).toBe(200);
  expect((await manager.post("/api/auth/logout")).status).toBe(204);
});
