/** People whose names look alike are told apart by their e-mails, wherever the API says who did something. */
import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { aBusiness, aCall, aMember, aUser, makeWorld, START, type TestBusiness } from "./support/world.ts";
import type { AuditLine, PlatformAuditLine } from "../../../core/audit/wire.ts";
import type { CallDetail, CallSummary } from "../../../core/calls/wire.ts";
import { auditLog as directoryLog, memberships } from "../../../worker/db/directory/schema.ts";
import { auditLog as tenantLog } from "../../../worker/db/tenant/schema.ts";

const named = async (business: TestBusiness, name: string) => aMember(business, "business", { name });
const CYRILLIC = "D\u0430na Kl\u0435in";

type Who = { id: string; name: string };

async function anOffice(bossName = `מנהלת ${crypto.randomUUID()}`) {
  const world = makeWorld();
  const business = await aBusiness();
  const boss = await aMember(business, "manager", { name: bossName });
  const manager = await world.signedIn(boss.email);
  const emails = async (): Promise<AuditLine["emails"][]> => {
    const { items }: { items: AuditLine[] } = await (await manager.get(`${business.path}/audit`)).json();
    return items.map((line) => line.emails);
  };
  const row = (who: Who, more: Partial<typeof tenantLog.$inferInsert> = {}) => ({
    id: crypto.randomUUID(),
    businessId: business.id,
    at: START,
    actorId: who.id,
    actorName: who.name,
    action: "settings.changed" as const,
    recordType: "settings" as const,
    recordId: "r",
    data: {},
    ...more,
  });
  const inTenant = (who: Who, more = {}) => business.scope.db.insert(tenantLog).values(row(who, more));
  const inDirectory = (who: Who, more = {}) => world.deps.directory.insert(directoryLog).values(row(who, more));
  const leave = ({ id }: Who) =>
    world.deps.directory
      .delete(memberships)
      .where(and(eq(memberships.businessId, business.id), eq(memberships.userId, id)));
  return { ...world, business, boss, manager, emails, inTenant, inDirectory, leave };
}

test("the log says the e-mail of an actor whose name a colleague has, in other letters", async () => {
  const { business, inTenant, emails } = await anOffice();
  const dana = await named(business, "Dana Klein");
  await named(business, CYRILLIC);
  const other = await named(business, "Yossi");
  await inTenant(dana, { at: START });
  await inTenant(other, { at: START + 1 });
  expect(await emails()).toEqual([{}, { [dana.id]: dana.email }]);
});

test("the log tells apart from who has left, whichever of the databases their lines stand in", async () => {
  const { business, inTenant, inDirectory, leave, emails } = await anOffice();
  const [here, gone, goneToo] = [
    await named(business, "רון בר-און"),
    await named(business, "רון בר־און"),
    await named(business, "רון  בר און"),
  ];
  await inTenant(gone, { at: START + 2 });
  await inDirectory(goneToo, { at: START + 1 });
  await inTenant(here, { at: START });
  for (const one of [gone, goneToo]) await leave(one);
  expect(await emails()).toEqual([gone, goneToo, here].map(({ id, email }) => ({ [id]: email })));
});

test("the log tells apart from who has left and stands on another page", async () => {
  const { business, manager, inTenant, leave } = await anOffice();
  const [here, gone] = [await named(business, "Dana Klein"), await named(business, CYRILLIC)];
  await inTenant(gone, { at: START });
  await inTenant(here, { at: START + 1 });
  await leave(gone);
  const { items }: { items: AuditLine[] } = await (await manager.get(`${business.path}/audit?limit=1`)).json();
  expect(items.map((line) => line.emails)).toEqual([{ [here.id]: here.email }]);
});

test("a person of the business is not taken for one of the platform's admins", async () => {
  const { business, inTenant, emails } = await anOffice();
  const name = `תמיכה ${crypto.randomUUID()}`;
  const admin = await aUser({ platformRole: "admin", name });
  const pretender = await named(business, name.replace(" ", "\u00a0"));
  await inTenant(pretender, { at: START + 1 });
  await inTenant(pretender, { at: START, impersonatorId: admin.id, impersonatorName: admin.name });
  expect(await emails()).toEqual([
    { [pretender.id]: pretender.email },
    { [pretender.id]: pretender.email, [admin.id]: admin.email },
  ]);
});

test("who took another's name for a moment is told apart in the lines of that moment", async () => {
  const { business, inTenant, emails } = await anOffice();
  await named(business, "דנה כהן");
  const other = await named(business, "גיל");
  await inTenant({ ...other, name: "דנה כהן" });
  expect(await emails()).toEqual([{ [other.id]: other.email }]);
});

test("the log says of which of two people a line tells, and to which a lead was given", async () => {
  const { business, boss, inDirectory, inTenant, emails } = await anOffice();
  const [one, other] = [await named(business, "Dana Klein"), await named(business, CYRILLIC)];
  await inDirectory(boss, {
    at: START + 1,
    action: "person.role_changed",
    recordType: "person",
    recordId: one.id,
    recordLabel: one.name,
  });
  await inTenant(boss, {
    at: START,
    action: "lead.assigned",
    data: { from: null, to: { userId: other.id, name: other.name } },
  });
  expect(await emails()).toEqual([{ [one.id]: one.email }, { [other.id]: other.email }]);
});

test("another business's people are nobody's look-alikes", async () => {
  const { business, inTenant, emails } = await anOffice();
  const stranger = await anOffice();
  const name = `דנה ${crypto.randomUUID()}`;
  const own = await named(business, name);
  const foreign = await named(stranger.business, name);
  await stranger.inTenant(foreign);
  await inTenant(own);
  expect(await emails()).toEqual([{}]);
});

test("the platform's log says everybody's e-mail", async () => {
  const { boss, inDirectory, signedIn } = await anOffice();
  const admin = await signedIn((await aUser({ platformRole: "admin" })).email);
  await inDirectory(boss, { at: START + 2e12 });
  const cursor = Buffer.from(`${START + 2e12 + 1}.0`).toString("base64url");
  const response = await admin.get(`/api/admin/audit?limit=1&cursor=${cursor}`);
  const { items }: { items: PlatformAuditLine[] } = await response.json();
  expect(items.map((line) => line.emails)).toEqual([{ [boss.id]: boss.email }]);
});

test("colleagues are told apart from one another, and say no e-mail where the name is enough", async () => {
  const { business, boss, manager } = await anOffice();
  const [one, other] = [await named(business, "Dana Klein"), await named(business, CYRILLIC)];
  const { items }: { items: { userId: string; email: string | null }[] } = await (
    await manager.get(`${business.path}/people/colleagues`)
  ).json();
  const emailOf = (id: string) => items.find(({ userId }) => userId === id)?.email;
  expect([one, other, boss].map(({ id }) => emailOf(id))).toEqual([one.email, other.email, null]);
});

test("a call says which of two people has rung back, also when that one has left", async () => {
  const { business, boss, manager, leave, signedIn } = await anOffice("Dana Klein");
  const call = await aCall(business, { callBack: true });
  const ticked = await manager.put(`${business.path}/calls/${call.id}/call-back`, { body: { done: true } });
  expect(await ticked.json()).toMatchObject({ calledBack: { userId: boss.id, email: null } });
  const second = await aMember(business, "manager", { name: CYRILLIC });
  await leave(boss);
  const later = await signedIn(second.email);
  const read: CallDetail = await (await later.get(`${business.path}/calls/${call.id}`)).json();
  expect(read.calledBack).toMatchObject({ userId: boss.id, email: boss.email });
  const { items }: { items: CallSummary[] } = await (await later.get(`${business.path}/calls`)).json();
  expect(items[0]?.calledBack).toMatchObject({ email: null });
});
