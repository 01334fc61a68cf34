/** A greeting that is heard before it is saved. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { aBusiness, aMember, errorOf, makeWorld } from "./support/world.ts";
import { NotSpoken, speakNow } from "../../../worker/adapters/openai/speak.ts";

const BODY = { greeting: "  שלום, כאן העוזר הקולי.  ", voice: "marin" };
const MINUTE_MS = 60_000;

async function anOffice(overrides: Parameters<typeof makeWorld>[0] = {}) {
  const world = makeWorld(overrides);
  const business = await aBusiness();
  const manager = await aMember(business);
  const path = `${business.path}/assistant/greeting-sample`;
  return { ...world, business, manager, path, browser: await world.signedIn(manager.email) };
}

describe("a greeting before it is saved", () => {
  test("is spoken as it stands there, in the voice that is chosen there, and nothing is saved", async () => {
    const { browser, path, samples, deps, business, hubCalls } = await anOffice();
    const before = await (await browser.get(`${business.path}/settings`)).text();
    const response = await browser.post(path, { body: BODY });
    expect([response.status, response.headers.get("Content-Type")]).toEqual([200, "audio/wav"]);
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    const file = new Uint8Array(await response.arrayBuffer());
    expect(new TextDecoder().decode(file.subarray(0, 4))).toBe("RIFF");
    expect(file.subarray(44)).toEqual(Uint8Array.of(1, 0, 2, 0));
    expect(samples).toEqual([
      { model: deps.config.OPENAI_SPEECH_MODEL, voice: "marin", text: "שלום, כאן העוזר הקולי." },
    ]);
    expect(await (await browser.get(`${business.path}/settings`)).text()).toBe(before);
    expect(hubCalls).toEqual([]);
  });

  test.each([
    [{ ...BODY, greeting: "" }, "greeting"],
    [{ ...BODY, greeting: "ש".repeat(401) }, "greeting"],
    [{ ...BODY, voice: "nobody" }, "voice"],
  ])("is refused as the settings would refuse it: %j", async (body, field) => {
    const { browser, path, samples } = await anOffice();
    const response = await browser.post(path, { body });
    const { code, details } = await errorOf(response);
    expect([response.status, code, details?.[0]?.field]).toEqual([400, "validation_failed", field]);
    expect(samples).toEqual([]);
  });

  test("is spoken so often and no more, by person and business", async () => {
    const { browser, path, samples, clock, signedIn, business, manager } = await anOffice();
    const statuses = new Set<number>();
    for (let each = 0; each < 20; each++) statuses.add((await browser.post(path, { body: BODY })).status);
    expect([...statuses]).toEqual([200]);
    const response = await browser.post(path, { body: BODY });
    expect([response.status, (await errorOf(response)).code]).toEqual([429, "rate_limited"]);
    expect(Number(response.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(samples).toHaveLength(20);

    const colleague = await signedIn((await aMember(business)).email);
    expect((await colleague.post(path, { body: BODY })).status).toBe(200);
    clock.now += 15 * MINUTE_MS + 1;
    const later = await signedIn(manager.email);
    expect((await later.post(path, { body: BODY })).status).toBe(200);
  });

  test("that was not spoken says why, and nothing of what OpenAI said", async () => {
    const speakNow = async () => {
      throw new NotSpoken("openai_quota", new Error("You exceeded your current quota"));
    };
    const { browser, path } = await anOffice({ deps: { speakNow } });
    const response = await browser.post(path, { body: BODY });
    expect([response.status, await errorOf(response)]).toEqual([
      502,
      {
        code: "dependency_failed",
        message: "the greeting was not spoken",
        details: [{ field: "openai", problem: "openai_quota" }],
      },
    ]);
  });
});

describe("the speech endpoint", () => {
  afterEach(() => vi.restoreAllMocks());

  const CONFIG = { OPENAI_API_KEY: "key", OPENAI_BASE_URL: "https://openai.test/v1" };
  const ask = { model: "tts", voice: "cedar", text: "שלום" };
  const answers = (answer: () => Promise<Response>) => vi.spyOn(globalThis, "fetch").mockImplementation(answer);
  const refusal = (status: number, code: string) => async () =>
    Response.json({ error: { message: "no", type: code, code } }, { status });

  test("is asked for linear audio, once", async () => {
    const asked = answers(async () => new Response(new Uint8Array(481)));
    expect((await speakNow(CONFIG, ask)).byteLength).toBe(480);
    expect(asked).toHaveBeenCalledTimes(1);
    const [address, init] = asked.mock.calls[0] ?? [];
    expect(String(address)).toBe("https://openai.test/v1/audio/speech");
    expect(JSON.parse(String(init?.body))).toMatchObject({ voice: "cedar", input: "שלום", response_format: "pcm" });
  });

  test.each([
    ["a key that is refused", refusal(401, "invalid_api_key"), "openai_auth"],
    ["an account without money", refusal(429, "insufficient_quota"), "openai_quota"],
    ["too much at once", refusal(429, "rate_limit_exceeded"), "openai_rate_limited"],
    ["a failure of the service", refusal(500, "server_error"), "openai_server_error"],
    ["a model that is not there", refusal(404, "model_not_found"), "openai_refused"],
    ["no connection", async () => Promise.reject(new TypeError("no route")), "openai_unreachable"],
    ["silence", async () => new Response(new Uint8Array()), "openai_unreachable"],
  ] as const)("with %s is named, and not asked again", async (_, answer, failure) => {
    const asked = answers(answer);
    await expect(speakNow(CONFIG, ask)).rejects.toMatchObject({ name: "NotSpoken", failure });
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
