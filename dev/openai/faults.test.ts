import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { loadClip } from "../speech/clips.ts";
import type { FaultInput } from "./faults.ts";
import { startOpenAiStandIn, type OpenAiStandIn } from "./stand-in.ts";
import { connect, connectConfigured } from "./test-client.ts";

let standIn: OpenAiStandIn;
beforeAll(async () => {
  standIn = await startOpenAiStandIn({ pace: "burst", firstAudioMs: 0, transcriptionMs: 0 });
});
afterEach(() => standIn.control.reset());
afterAll(() => standIn.close());

async function post(path: string, body: unknown) {
  const url = standIn.url.replace("/v1", `/_standin/${path}`);
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as unknown };
}

describe("an upgrade", () => {
  it.each([
    [400, undefined, "invalid_request_error"],
    [404, "model_not_found", "model_not_found"],
    [401, undefined, "invalid_api_key"],
    [403, undefined, "model_not_found"],
    [429, undefined, "rate_limit_exceeded"],
    [429, "insufficient_quota", "insufficient_quota"],
    [500, undefined, "server_error"],
    [503, undefined, "server_error"],
  ] as const)("is refused with %i %s, once", async (status, code, expected) => {
    standIn.control.addFault({ kind: "refuse", status, ...(code ? { code } : {}) });
    const refused = connect(standIn.url);
    await expect(refused).rejects.toThrow(String(status));
    await expect(refused).rejects.toThrow(expected);
    await (await connect(standIn.url)).next("session.created");
  });

  it.each([
    ["invalid_api_key", 3000, "invalid_request_error.invalid_api_key"],
    ["insufficient_quota", 1013, "insufficient_quota.insufficient_quota"],
    ["invalid_model", 4000, "invalid_request_error.invalid_model"],
    ["model_not_found", 4004, "invalid_request_error.model_not_found"],
  ] as const)("is accepted and then rejected: %s", async (code, closeCode, reason) => {
    standIn.control.addFault({ kind: "reject", code });
    const rejected = await connect(standIn.url);
    expect(await rejected.ending).toEqual({ code: closeCode, reason });
    expect(rejected.events).toMatchObject([{ type: "error", error: { code, event_id: null } }]);

    standIn.control.addFault({ kind: "reject", code, event: false });
    const silently = await connect(standIn.url);
    expect(await silently.ending).toEqual({ code: closeCode, reason });
    expect(silently.events).toEqual([]);
    await (await connect(standIn.url)).next("session.created");
  });

  it("is refused for one model only, and for as many connections as asked", async () => {
    standIn.control.addFault({ kind: "refuse", status: 503, model: "gpt-realtime-mini", connections: 2 });
    await connectConfigured(standIn.url);
    await expect(connect(standIn.url, "gpt-realtime-mini")).rejects.toThrow("503");
    await expect(connect(standIn.url, "gpt-realtime-mini")).rejects.toThrow("503");
    await (await connect(standIn.url, "gpt-realtime-mini")).next("session.created");
  });

  it("is never answered", async () => {
    standIn.control.addFault({ kind: "hang" });
    const hanging = connect(standIn.url);
    const second = await connectConfigured(standIn.url);
    expect(second.events).toHaveLength(2);
    await standIn.close();
    await expect(hanging).rejects.toThrow();
    standIn = await startOpenAiStandIn({ pace: "burst", firstAudioMs: 0, transcriptionMs: 0 });
  });

  it("is accepted, and no session is created", async () => {
    standIn.control.addFault({ kind: "no-session-created" });
    const client = await connect(standIn.url);
    standIn.control.addFault({ kind: "drop", when: "now" });
    await client.closed;
    expect(client.events).toEqual([]);
  });
});

describe("in a session", () => {
  it.each([1000, 1001, 1006] as const)("the connection ends with %i", async (code) => {
    standIn.control.addFault({ kind: "drop", code });
    const client = await connect(standIn.url);
    expect(await client.closed).toBe(code);
    expect(standIn.control.state().sessions[0]?.closed).toEqual({ by: "server", code });
  });

  it("the connection drops after so much audio", async () => {
    standIn.control.addFault({ kind: "drop", when: { outputMs: 500 } });
    const client = await connectConfigured(standIn.url);
    client.send({ type: "response.create" });
    await client.closed;
    const audioOutMs = standIn.control.state().sessions[0]?.audioOutMs ?? 0;
    expect(audioOutMs).toBeGreaterThanOrEqual(500);
    expect(audioOutMs).toBeLessThan(700);
  });

  it("the connection drops after the second response, and another one does not", async () => {
    standIn.control.addFault({ kind: "drop", when: { afterResponse: 2 } });
    const client = await connectConfigured(standIn.url);
    client.send({ type: "response.create" });
    await client.next("response.done");
    client.send({ type: "response.create" });
    await client.closed;
    expect(client.events.filter(({ type }) => type === "response.done")).toHaveLength(2);
  });

  it("the connection drops when the caller has said something", async () => {
    standIn.control.addFault({ kind: "drop", when: { heard: "openai-drops-details" } });
    const client = await connectConfigured(standIn.url);
    client.speak(loadClip("buyer-name").audio);
    await client.next("response.done");
    client.speak(loadClip("openai-drops-details").audio);
    await client.closed;
    expect(client.events.at(-1)?.type).toBe("conversation.item.done");
    expect(client.events.filter(({ type }) => type === "response.created")).toHaveLength(1);
  });

  it("a response is created and stays silent, or is not even created", async () => {
    standIn.control.addFault({ kind: "no-audio" });
    const silent = await connectConfigured(standIn.url);
    silent.send({ type: "response.create" });
    await silent.next("response.created");
    silent.send({ type: "response.cancel" });
    expect((await silent.next("response.done")).response).toMatchObject({ status: "cancelled", output: [] });

    standIn.control.addFault({ kind: "no-audio", created: false });
    const mute = await connectConfigured(standIn.url);
    mute.send({ type: "response.create" });
    mute.send({ type: "input_audio_buffer.clear" });
    await mute.next("input_audio_buffer.cleared");
    expect(mute.events.some(({ type }) => type.startsWith("response."))).toBe(false);
  });

  it.each(["insufficient_quota", "rate_limit_exceeded", "server_error"] as const)(
    "a response fails: %s",
    async (code) => {
      standIn.control.addFault({ kind: "response-failed", code, when: { afterResponse: 1 } });
      const client = await connectConfigured(standIn.url);
      client.send({ type: "response.create" });
      expect((await client.next("response.done")).response.status).toBe("completed");
      client.send({ type: "response.create" });
      expect((await client.next("response.done")).response).toMatchObject({
        status: "failed",
        status_details: { type: "failed", error: { code } },
      });
    },
  );

  it("a response fails in the middle of a sentence", async () => {
    standIn.control.addFault({ kind: "response-failed", when: { outputMs: 300 } });
    const client = await connectConfigured(standIn.url);
    client.send({ type: "response.create" });
    const { response } = await client.next("response.done");
    expect(response).toMatchObject({ status: "failed", output: [{ status: "incomplete" }] });
    expect(client.events.at(-1)?.type).toBe("response.done");
  });

  it("an error comes, which is not the client's fault", async () => {
    standIn.control.addFault({ kind: "error-event", code: "server_error", message: "Oops." });
    const client = await connect(standIn.url);
    expect((await client.next("error")).error).toMatchObject({
      type: "server_error",
      message: "Oops.",
      event_id: null,
    });
    expect(standIn.control.violations).toEqual([]);
  });

  it.each(["text", "binary", "half-json"] as const)("garbage comes: %s", async (frame) => {
    standIn.control.addFault({ kind: "garbage", frame });
    const client = await connectConfigured(standIn.url);
    expect(client.events.map(({ type }) => type as string)).toEqual(["session.created", "garbage", "session.updated"]);
  });

  it("a function is called with arguments that are no JSON", async () => {
    standIn.control.addFault({ kind: "malformed-arguments" });
    const client = await connectConfigured(standIn.url);
    client.speak(loadClip("buyer-name").audio);
    const broken = await client.next("response.function_call_arguments.done");
    expect(() => JSON.parse(broken.arguments) as unknown).toThrow();
  });

  it("the session expires", async () => {
    standIn.control.addFault({ kind: "expire", when: { afterResponse: 1 } });
    const client = await connectConfigured(standIn.url);
    client.send({ type: "response.create" });
    expect((await client.next("error")).error.code).toBe("session_expired");
    expect(await client.closed).toBe(1001);
  });
});

describe("from another process", () => {
  it("faults are ordered, seen and forgotten over HTTP", async () => {
    const faults: FaultInput[] = [
      { kind: "refuse", status: 500, connections: "all" },
      { kind: "garbage", when: { outputMs: 100 } },
    ];
    expect(await post("faults", faults)).toMatchObject({ status: 200, body: { added: 2 } });
    await expect(connect(standIn.url)).rejects.toThrow("500");
    expect(standIn.control.state().faults).toHaveLength(2);
    expect((await post("reset", {})).status).toBe(200);
    const client = await connectConfigured(standIn.url);
    client.send({ type: "nonsense" });
    await client.next("error");
    const state = await fetch(standIn.url.replace("/v1", "/_standin/state"));
    expect(await state.json()).toMatchObject({
      sessions: [{ open: true, model: "gpt-realtime-2.1", violations: [{ eventType: "nonsense" }] }],
      violations: [{ code: "invalid_value" }],
      faults: [],
    });
  });

  it("a fault that is none is refused", async () => {
    expect((await post("faults", { kind: "explode" })).status).toBe(400);
    expect((await post("faults", { kind: "drop", when: { heard: "buyer-saved" } })).status).toBe(400);
  });

  it("the pace changes for the sessions to come", async () => {
    const { body } = await post("options", { pace: "fast", connectMs: 5 });
    expect(body).toMatchObject({ pace: "fast", connectMs: 5, firstAudioMs: 0 });
    await connectConfigured(standIn.url);
  });
});
