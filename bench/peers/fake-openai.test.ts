import { once } from "node:events";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { FakeOpenAi } from "./fake-openai.ts";
import type { ModelSession } from "./model-session.ts";

let openAi: FakeOpenAi;
const sockets: WebSocket[] = [];

beforeEach(async () => {
  openAi = await FakeOpenAi.start();
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await openAi.stop();
});

type Client = { send(event: object): void; next(type: string): Promise<Record<string, unknown>> };

async function connect(turnDetection: object | null): Promise<Client> {
  const socket = new WebSocket(`${openAi.url.replace("http", "ws")}/realtime?model=any`);
  sockets.push(socket);
  const came: Record<string, unknown>[] = [];
  socket.on("message", (data: Buffer) => came.push(JSON.parse(data.toString()) as Record<string, unknown>));
  const send = (event: object) => socket.send(JSON.stringify(event));
  const next = async (type: string) => {
    for (;;) {
      const index = came.findIndex((event) => event["type"] === type);
      if (index >= 0) return came.splice(0, index + 1).at(-1)!;
      await once(socket, "message");
    }
  };
  await next("session.created");
  send({ type: "session.update", session: { audio: { input: { turn_detection: turnDetection } } } });
  await next("session.updated");
  return { send, next };
}

test("a session that only records is not taken for the call's, and says its words as they are", async () => {
  const taken: ModelSession[] = [];
  openAi.nextSession("configured", (session) => taken.push(session));
  const recorder = await connect(null);
  recorder.send({ type: "response.create", response: { instructions: "אמור בדיוק: «רגע אחד.»" } });
  expect(await recorder.next("response.output_audio_transcript.done")).toMatchObject({ transcript: "רגע אחד." });
  expect(taken).toHaveLength(0);
  await connect({ type: "server_vad" });
  expect(taken).toHaveLength(1);
});

test("a session for which no call waits is reported: a running call has opened it", async () => {
  const unexpected: ModelSession[] = [];
  openAi.onUnexpected = (session) => unexpected.push(session);
  await connect({ type: "server_vad" });
  expect(unexpected).toHaveLength(1);
});

test("the caller's speech ends the answer, unless the client has asked to do that itself", async () => {
  let session: ModelSession | undefined;
  openAi.nextSession("configured", (taken) => (session = taken));
  const client = await connect({ type: "server_vad", interrupt_response: false });
  const response = session!.respond();
  session!.callerBegins();
  await client.next("input_audio_buffer.speech_started");
  expect(response.over).toBe(false);
  client.send({ type: "response.cancel", response_id: "resp_another" });
  expect(await client.next("error")).toMatchObject({ error: { code: "response_cancel_not_active" } });
  expect(response.over).toBe(false);
  client.send({ type: "response.cancel", response_id: response.id });
  expect(await client.next("response.done")).toMatchObject({
    response: { status: "cancelled", status_details: { reason: "client_cancelled" } },
  });
});
