import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { aBusiness, aMember, errorOf, makeWorld } from "./support/world.ts";
import type { AuditLine } from "../../../core/audit/wire.ts";
import { channelAddresses } from "../../../worker/db/directory/schema.ts";
import { PROMPT_WARNING_CHARS } from "../../../core/business/settings.ts";
import { settingsResponseSchema } from "../../../core/business/wire.ts";
import type { Deps } from "../../../worker/deps.ts";

type SettingsAnswer = z.output<typeof settingsResponseSchema>;

async function anOffice() {
  const world = makeWorld();
  const business = await aBusiness();
  const manager = await world.signedIn((await aMember(business)).email);
  const agent = await world.signedIn((await aMember(business, "business")).email);
  const path = `${business.path}/settings`;
  const read = async (): Promise<SettingsAnswer> => (await manager.get(path)).json();
  const audit = async () => (await (await manager.get(`${business.path}/audit`)).json<{ items: AuditLine[] }>()).items;
  return { ...world, business, manager, agent, path, read, audit };
}

describe("settings", () => {
  test("are read by managers, with the platform's models beside them", async () => {
    const { manager, path, deps } = await anOffice();
    const answer = await (await manager.get(path)).json<SettingsAnswer>();
    expect(settingsResponseSchema.parse(answer)).toEqual(answer);
    expect(answer.settings.version).toBe(1);
    expect(answer.platformDefaults.realtimeModel).toBe(deps.config.OPENAI_REALTIME_MODEL);
    expect(answer.warnings).toEqual([]);
  });

  test("are none of an agent's business", async () => {
    const { agent, path } = await anOffice();
    const response = await agent.get(path);
    expect([response.status, (await errorOf(response)).code]).toEqual([403, "forbidden"]);
  });

  test("are changed by a manager: only what was sent, one version up, and the hub hears of it", async () => {
    const { manager, path, read, hubCalls, business, clock } = await anOffice();
    const before = await read();
    clock.now += 5_000;
    const response = await manager.patch(path, { body: { version: 1, voice: "ash", handoffPhone: "+972525550110" } });
    const expected = {
      ...before.settings,
      voice: "ash",
      handoffPhone: "+972525550110",
      version: 2,
      updatedAt: clock.now,
    };
    expect(response.status).toBe(200);
    expect((await response.json<SettingsAnswer>()).settings).toEqual(expected);
    expect((await read()).settings).toEqual(expected);
    expect(hubCalls).toEqual([{ businessId: business.id, method: "settingsChanged", argument: business.place }]);
  });

  test("tell the audit log what changed, of long texts and the prompt only how long they are", async () => {
    const { manager, path, business, audit, read } = await anOffice();
    const { limits } = (await read()).settings;
    const body = {
      version: 1,
      voice: "ash",
      assistantName: "עוזר",
      aiPrompt: "סוד מסחרי",
      greeting: "ש".repeat(200),
      limits: { ...limits, maxReprompts: 5 },
    };
    expect((await manager.patch(path, { body })).status).toBe(200);
    const lines = await audit();
    expect(lines).toMatchObject([
      { action: "settings.changed", record: { type: "settings", id: business.id, label: "עוזר" } },
    ]);
    expect(lines[0]?.data).toEqual({
      changes: {
        voice: { from: "cedar", to: "ash" },
        aiPrompt: { fromChars: 10, toChars: 9 },
        greeting: { fromChars: 4, toChars: 200 },
        "limits.maxReprompts": { from: limits.maxReprompts, to: 5 },
      },
    });
    expect(JSON.stringify(lines)).not.toContain("סוד");
  });

  test("sent as they are already change nothing: no line, no new version, and the hub is left alone", async () => {
    const { manager, path, read, audit, hubCalls } = await anOffice();
    const { version: _, updatedAt: _at, ...same } = (await read()).settings;
    expect((await manager.patch(path, { body: { version: 1, ...same } })).status).toBe(200);
    expect((await read()).settings.version).toBe(1);
    expect(await audit()).toEqual([]);
    expect(hubCalls).toEqual([]);
  });

  test("that were not written leave no line", async () => {
    const { manager, path, audit } = await anOffice();
    const answers = await Promise.all(
      ["ash", "echo", "coral"].map((voice) => manager.patch(path, { body: { version: 1, voice } })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await audit()).toHaveLength(1);
  });

  test("are not changed by an agent", async () => {
    const { agent, path, read, hubCalls } = await anOffice();
    const response = await agent.patch(path, { body: { version: 1, voice: "ash" } });
    expect([response.status, (await errorOf(response)).code]).toEqual([403, "forbidden"]);
    expect((await read()).settings.version).toBe(1);
    expect(hubCalls).toEqual([]);
  });

  test("are saved once when the answer was lost and the same save comes again, in turn or at once", async () => {
    const { manager, path, read, audit, hubCalls } = await anOffice();
    const save = () => manager.patch(path, { body: { version: 1, voice: "ash", assistantName: "דן" } });
    expect((await Promise.all([save(), save(), save()])).map(({ status }) => status)).toEqual([200, 200, 200]);
    const told = hubCalls.length;
    const again = await save();
    expect([again.status, (await again.json<SettingsAnswer>()).settings.version]).toEqual([200, 2]);
    expect((await read()).settings.version).toBe(2);
    expect((await audit()).filter(({ action }) => action === "settings.changed")).toHaveLength(1);
    // The save before may have broken off right after it was written.
    expect(hubCalls.length).toBe(told + 1);
    const other = await manager.patch(path, { body: { version: 1, voice: "ash", assistantName: "יעל" } });
    expect(other.status).toBe(409);
  });

  test("are saved also when the hub does not answer", async () => {
    const silent = {
      settingsChanged: async () => {
        throw new Error("the hub is away");
      },
    } as unknown as ReturnType<Deps["hub"]>;
    const { signedIn, logs } = makeWorld({ deps: { hub: () => silent } });
    const business = await aBusiness();
    const manager = await signedIn((await aMember(business)).email);
    const response = await manager.patch(`${business.path}/settings`, { body: { version: 1, voice: "ash" } });
    expect([response.status, (await response.json<SettingsAnswer>()).settings.version]).toEqual([200, 2]);
    expect(logs).toContainEqual(expect.objectContaining({ event: "hub_not_told" }));
  });

  test("keep the first of two managers' changes made from the same version", async () => {
    const { manager, path, read, hubCalls } = await anOffice();
    const answers = await Promise.all(
      ["ash", "echo"].map((voice) => manager.patch(path, { body: { version: 1, voice } })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await read()).settings.version).toBe(2);
    expect(hubCalls).toHaveLength(1);
  });

  test("may hold a long prompt, but say so to the manager and in the log", async () => {
    const { manager, path, business, logs, read } = await anOffice();
    const chars = PROMPT_WARNING_CHARS + 1;
    const warning = { code: "prompt_too_long", chars, recommendedChars: PROMPT_WARNING_CHARS };
    const response = await manager.patch(path, { body: { version: 1, aiPrompt: "א".repeat(chars) } });
    expect((await response.json<SettingsAnswer>()).warnings).toEqual([warning]);
    expect((await read()).warnings).toEqual([warning]);
    expect(logs).toContainEqual(
      expect.objectContaining({ level: "warn", event: "prompt_too_long", businessId: business.id, chars }),
    );
  });

  test.each([
    [{}, "version"],
    [{ version: 1, voice: "parrot" }, "voice"],
    [{ version: 1, greeting: " " }, "greeting"],
    [{ version: 1, handoffPhone: "052-1234567" }, "handoffPhone"],
    [{ version: 1, aiPrompt: "א".repeat(20_001) }, "aiPrompt"],
    [
      { version: 1, limits: { maxCallMs: 1, silenceMs: 8_000, maxReprompts: 2, firstAudioMs: 6_000 } },
      "limits.maxCallMs",
    ],
    [
      { version: 1, turnDetection: { type: "server_vad", threshold: 2, prefixPaddingMs: 300, silenceDurationMs: 600 } },
      "turnDetection.threshold",
    ],
  ])("refuse %j and name the field", async (body, field) => {
    const { manager, path, read } = await anOffice();
    const response = await manager.patch(path, { body });
    const error = await errorOf(response);
    expect([response.status, error.code, error.details?.map((detail) => detail.field)]).toEqual([
      400,
      "validation_failed",
      [field],
    ]);
    expect((await read()).settings.version).toBe(1);
  });

  test.each(["+881612345678", "+9721900123456", "+4915112345678"])(
    "refuse a number for a hand-off that the product does not dial: %s",
    async (handoffPhone) => {
      const { manager, path } = await anOffice();
      const refused = await errorOf(await manager.patch(path, { body: { version: 1, handoffPhone } }));
      expect(refused).toMatchObject({
        code: "validation_failed",
        details: [{ field: "handoffPhone", problem: "not_dialled" }],
      });
    },
  );

  test("refuse the business's own number for a hand-off, which its assistant would answer; another's is its own affair", async () => {
    const { manager, path, deps, business } = await anOffice();
    const [own, others] = ["+97235569901", "+97235569902"];
    const stranger = await aBusiness();
    await deps.directory.insert(channelAddresses).values([
      { channel: "phone", address: own, businessId: business.id, createdAt: 0 },
      { channel: "phone", address: others, businessId: stranger.id, createdAt: 0 },
    ]);
    const refused = await errorOf(await manager.patch(path, { body: { version: 1, handoffPhone: own } }));
    expect(refused).toMatchObject({
      code: "validation_failed",
      details: [{ field: "handoffPhone", problem: "own_number" }],
    });
    const taken = await manager.patch(path, { body: { version: 1, handoffPhone: others } });
    expect(await taken.json()).toMatchObject({ settings: { handoffPhone: others } });
  });
});

test("warming up asks the hub and tells which version stands ready", async () => {
  const { agent, business, hubCalls } = await anOffice();
  const response = await agent.post(`${business.path}/warm-up`);
  expect(await response.json()).toEqual({ version: 7 });
  expect(hubCalls).toEqual([{ businessId: business.id, method: "warmUp", argument: business.place }]);
});

test("the numbers of a business are its own phone numbers, and managers read them", async () => {
  const { manager, agent, business, deps } = await anOffice();
  const other = await aBusiness();
  const read = async () => (await manager.get(`${business.path}/numbers`)).json();
  expect(await read()).toEqual({ phones: [] });
  const aNumber = () => `+9725${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`;
  const [first, second, ofAnother] = [aNumber(), aNumber(), aNumber()];
  await deps.directory.insert(channelAddresses).values([
    { channel: "phone", address: second, businessId: business.id, createdAt: 2 },
    { channel: "phone", address: first, businessId: business.id, createdAt: 1 },
    { channel: "whatsapp", address: first, businessId: business.id, createdAt: 1 },
    { channel: "phone", address: ofAnother, businessId: other.id, createdAt: 1 },
  ]);
  expect(await read()).toEqual({ phones: [first, second] });
  expect((await agent.get(`${business.path}/numbers`)).status).toBe(403);
});
