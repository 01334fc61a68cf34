/** A Realtime client for tests: sends events, and waits for those that come. */
import type { RealtimeClientEvent, RealtimeServerEvent } from "openai/resources/realtime/realtime";
import { WebSocket } from "ws";
import { SILENCE } from "../../core/contract/mulaw.ts";

export type ServerEventOf<T extends RealtimeServerEvent["type"]> = Extract<RealtimeServerEvent, { type: T }>;

export interface TestClient {
  readonly events: RealtimeServerEvent[];
  /** Anything, also what the types forbid. */
  send(event: RealtimeClientEvent | Record<string, unknown>): void;
  sendRaw(frame: string | Uint8Array): void;
  /** Sends audio in frames of 20 ms, as fast as it goes, then silence. */
  speak(audio: Uint8Array, silenceMs?: number): void;
  silence(ms: number): void;
  /** The next event of the type that no earlier call has returned. */
  next<T extends RealtimeServerEvent["type"]>(type: T): Promise<ServerEventOf<T>>;
  readonly closed: Promise<number>;
  /** How the other side ended it. */
  readonly ending: Promise<{ code: number; reason: string }>;
  close(): void;
}

export const testSession = {
  type: "realtime",
  output_modalities: ["audio"],
  instructions: "העוזר הקולי של נדל״ן הכרמל",
  audio: {
    input: {
      format: { type: "audio/pcmu" },
      transcription: { model: "gpt-transcribe", language: "he" },
      turn_detection: { type: "server_vad", silence_duration_ms: 400, prefix_padding_ms: 300 },
    },
    output: { format: { type: "audio/pcmu" }, voice: "cedar" },
  },
  tools: [
    { type: "function", name: "save_lead", parameters: { type: "object" } },
    { type: "function", name: "end_call", parameters: { type: "object" } },
  ],
} as const;

/** Rejects with the status and the body when the upgrade is refused. */
export async function connect(
  url: string,
  model = "gpt-realtime-2.1",
  headers: Record<string, string> = { authorization: "Bearer sk-test" },
): Promise<TestClient> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/realtime?model=${model}`, { headers });
  const client = clientOf(socket);
  await new Promise<void>((resolve, reject) => {
    socket.once("open", () => resolve());
    socket.once("error", reject);
    socket.once("unexpected-response", (_request, response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => (body += chunk.toString()));
      response.on("end", () => reject(new Error(`${response.statusCode} ${body}`)));
    });
  });
  return client;
}

/** Connected, and `session.updated` has come. */
export async function connectConfigured(url: string, session: object = {}): Promise<TestClient> {
  const client = await connect(url);
  await client.next("session.created");
  client.send({ type: "session.update", session: { ...testSession, ...session } });
  await client.next("session.updated");
  return client;
}

function clientOf(socket: WebSocket): TestClient {
  const events: RealtimeServerEvent[] = [];
  const taken = new Set<RealtimeServerEvent>();
  let wake: (() => void)[] = [];
  socket.on("message", (data) => {
    try {
      events.push(JSON.parse(data.toString()) as RealtimeServerEvent);
    } catch {
      events.push({ type: "garbage", frame: data.toString() } as unknown as RealtimeServerEvent);
    }
    for (const waiting of wake.splice(0)) waiting();
  });
  const ending = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on("close", (code, reason) => resolve({ code, reason: reason.toString() })),
  );
  socket.on("close", () => {
    for (const waiting of wake.splice(0)) waiting();
  });
  const client: TestClient = {
    events,
    ending,
    closed: ending.then(({ code }) => code),
    send: (event) => socket.send(JSON.stringify(event)),
    sendRaw: (frame) => socket.send(frame),
    speak(audio, silenceMs = 800) {
      for (let at = 0; at < audio.length; at += 160) append(audio.subarray(at, at + 160));
      client.silence(silenceMs);
    },
    silence(ms) {
      for (let sent = 0; sent < ms; sent += 20) append(new Uint8Array(160).fill(SILENCE));
    },
    async next(type) {
      for (;;) {
        const found = events.find((event) => event.type === type && !taken.has(event));
        if (found) {
          taken.add(found);
          return found as ServerEventOf<typeof type>;
        }
        if (socket.readyState === WebSocket.CLOSED) throw new Error(`Closed while waiting for ${type}.`);
        await new Promise<void>((resolve) => wake.push(resolve));
      }
    },
    close: () => socket.close(),
  };
  function append(frame: Uint8Array): void {
    client.send({ type: "input_audio_buffer.append", audio: Buffer.from(frame).toString("base64") });
  }
  return client;
}
