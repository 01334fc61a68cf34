/** What the settings were before: kept with every save, bounded, and each business's own. */
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { aBusiness, aMember, errorOf, makeWorld, START } from "./support/world.ts";
import { KEPT_VERSIONS } from "../../../core/business/versions.ts";
import type { KeptSettings, SettingsVersion } from "../../../core/business/wire.ts";
import { auditLog, businessSettings, settingsVersions } from "../../../worker/db/tenant/schema.ts";

async function anOffice() {
  const world = makeWorld();
  const business = await aBusiness();
  const [dana, yossi, agentUser] = [
    await aMember(business),
    await aMember(business),
    await aMember(business, "business"),
  ];
  const manager = await world.signedIn(dana.email);
  const other = await world.signedIn(yossi.email);
  const agent = await world.signedIn(agentUser.email);
  const path = `${business.path}/settings`;
  const list = async () =>
    (await (await manager.get(`${path}/versions`)).json<{ versions: SettingsVersion[] }>()).versions;
  const read = async (version: number) => (await manager.get(`${path}/versions/${version}`)).json<KeptSettings>();
  const save = (version: number, changes: object, by = manager) => by.patch(path, { body: { version, ...changes } });
  return { ...world, business, dana, yossi, manager, other, agent, path, list, read, save };
}

test("every save is kept with who, when and which fields, and so is what the first one replaced", async () => {
  const { save, list, read, clock, dana, yossi, other, manager, path } = await anOffice();
  expect(await list()).toEqual([]);
  clock.now += 1_000;
  await save(1, { aiPrompt: "הנוסח של דנה", voice: "ash" });
  clock.now += 1_000;
  const limits = { maxCallMs: 600_000, silenceMs: 8_000, maxReprompts: 2, firstAudioMs: 6_000 };
  await save(2, { aiPrompt: "הנוסח של יוסי", limits }, other);

  const who = ({ id, name }: { id: string; name: string }) => ({ userId: id, name });
  expect(await list()).toEqual([
    {
      version: 3,
      savedAt: START + 2_000,
      by: who(yossi),
      impersonator: null,
      changed: ["aiPrompt", "limits.maxCallMs"],
    },
    { version: 2, savedAt: START + 1_000, by: who(dana), impersonator: null, changed: ["aiPrompt", "voice"] },
    { version: 1, savedAt: START, by: null, impersonator: null, changed: [] },
  ]);
  expect((await read(1)).settings).toMatchObject({ aiPrompt: "משרד תיווך", voice: "cedar" });
  expect((await read(2)).settings).toMatchObject({ aiPrompt: "הנוסח של דנה", voice: "ash" });
  expect((await read(3)).settings).toMatchObject({ aiPrompt: "הנוסח של יוסי", voice: "ash", limits });
  expect(await (await manager.get(path)).json()).toMatchObject({
    lastSave: { by: who(yossi), changed: ["aiPrompt", "limits.maxCallMs"] },
  });
});

test("the answer to a save says at once who it was; settings that were never saved say nobody", async () => {
  const { manager, path, save, dana } = await anOffice();
  expect(await (await manager.get(path)).json()).toMatchObject({ lastSave: null });
  expect(await (await save(1, { voice: "ash" })).json()).toMatchObject({
    lastSave: { by: { userId: dana.id }, changed: ["voice"] },
  });
});

test("of saves that race, the one that was written is kept, and it alone", async () => {
  const { save, list, read, manager, path } = await anOffice();
  const voices = ["ash", "echo", "coral", "sage"] as const;
  const answers = await Promise.all(voices.map((voice) => save(1, { voice })));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const { settings } = await (await manager.get(path)).json<{ settings: { voice: string } }>();
  expect((await list()).map(({ version }) => version)).toEqual([2, 1]);
  expect((await read(2)).settings.voice).toBe(settings.voice);
  expect((await read(1)).settings.voice).toBe("cedar");
});

test("a save that changes nothing, or is refused, keeps no version", async () => {
  const { save, list } = await anOffice();
  await save(1, { voice: "cedar" });
  await save(1, { voice: "parrot" });
  await save(7, { voice: "ash" });
  expect(await list()).toEqual([]);
});

test("only the newest are kept, and those of another business stay", async () => {
  const { business, save, list, manager, path } = await anOffice();
  const neighbour = await aBusiness();
  const row = (businessId: string, version: number) => ({
    businessId,
    version,
    savedAt: START,
    changed: ["voice"],
    settings: { voice: "ash" as const },
  });
  const { db } = business.scope;
  for (let version = 1; version <= KEPT_VERSIONS; version++)
    await db.insert(settingsVersions).values(row(business.id, version));
  await db.insert(settingsVersions).values(row(neighbour.id, 1));
  await db.update(businessSettings).set({ version: KEPT_VERSIONS }).where(eq(businessSettings.businessId, business.id));

  await save(KEPT_VERSIONS, { voice: "ash" });
  const versions = (await list()).map(({ version }) => version);
  expect(versions).toHaveLength(KEPT_VERSIONS);
  expect([versions[0], versions.at(-1)]).toEqual([KEPT_VERSIONS + 1, 2]);
  expect((await manager.get(`${path}/versions/1`)).status).toBe(404);
  expect(await db.$count(settingsVersions, eq(settingsVersions.businessId, neighbour.id))).toBe(1);
});

test("an agent reads none of it, and what is not a version does not exist", async () => {
  const { agent, save, path, manager } = await anOffice();
  await save(1, { voice: "ash" });
  for (const each of [`${path}/versions`, `${path}/versions/1`]) expect((await agent.get(each)).status).toBe(403);
  for (const odd of ["0", "3", "-1", "1.0", "one", "9".repeat(30)]) {
    const response = await manager.get(`${path}/versions/${odd}`);
    expect([response.status, (await errorOf(response)).code]).toEqual([404, "not_found"]);
  }
});

test("the words are kept here and nowhere else: the log still has their length alone", async () => {
  const { save, business, read } = await anOffice();
  await save(1, { aiPrompt: "סוד מסחרי" });
  expect((await read(2)).settings.aiPrompt).toBe("סוד מסחרי");
  const lines = await business.scope.db.select().from(auditLog).where(eq(auditLog.businessId, business.id));
  expect(lines).toHaveLength(1);
  expect(JSON.stringify(lines)).not.toContain("סוד");
});

test("a save that fails half-way leaves neither the settings nor a version", async () => {
  const { save, business, manager, path } = await anOffice();
  const { db } = business.scope;
  // Stands where the save would keep itself.
  await db
    .insert(settingsVersions)
    .values({ businessId: business.id, version: 2, savedAt: START, changed: [], settings: {} });
  expect((await save(1, { voice: "ash" })).status).toBe(500);
  expect(await (await manager.get(path)).json()).toMatchObject({ settings: { voice: "cedar", version: 1 } });
  expect(await db.$count(auditLog, eq(auditLog.businessId, business.id))).toBe(0);
});
