/** OpenAI on this machine: the Realtime API over WebSocket, and the HTTP endpoints beside it. */
import { createServer, STATUS_CODES, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { createControl, type Control } from "./control.ts";
import { refusalBody, isUpgradeFault, type SessionFault } from "./faults.ts";
import { startHttpEndpoints } from "./http-endpoints.ts";
import type { SessionOptions } from "./session-context.ts";
import { Session } from "./session.ts";
import { loadVoiceDetection } from "./voice-detector.ts";

export interface StandInOptions extends Partial<SessionOptions> {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** How long an upgrade waits for its answer. */
  readonly connectMs?: number;
}

export interface OpenAiStandIn {
  /** For `OPENAI_BASE_URL`. */
  readonly url: string;
  readonly port: number;
  readonly control: Control;
  close(): Promise<void>;
}

const DEFAULTS: SessionOptions = { pace: "fast", firstAudioMs: 250, transcriptionMs: 400 };

export async function startOpenAiStandIn(options: StandInOptions = {}): Promise<OpenAiStandIn> {
  const { port: wantedPort = 0, connectMs = 0, ...rest } = options;
  const createDetector = await loadVoiceDetection();
  const endpoints = await startHttpEndpoints();
  const control = createControl({ ...DEFAULTS, ...rest, connectMs });
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const pending = new Set<Duplex>();

  function open(request: IncomingMessage, socket: Duplex, head: Buffer, model: string, faults: SessionFault[]): void {
    pending.delete(socket);
    if (socket.destroyed) return;
    sockets.handleUpgrade(request, socket, head, (ws) => {
      const connection = {
        send: (frame: string | Uint8Array) => ws.send(frame),
        close: (code: number) => (code === 1006 ? ws.terminate() : ws.close(code)),
      };
      // The client may speak at once: listen before the session greets it.
      ws.on("message", (data) => session.receive(data.toString()));
      ws.on("close", (code) => control.ended(session, code));
      ws.on("error", () => ws.terminate());
      const session = new Session(connection, model, createDetector, control.options, faults);
      control.opened(session);
    });
  }

  const server = createServer((request, response) => {
    if (!control.handle(request, response)) endpoints.handle(request, response);
  });
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    const url = new URL(request.url ?? "/", "http://stand-in");
    const model = url.searchParams.get("model");
    const problem = upgradeProblem(request, url.pathname, model);
    if (problem || model === null) return refuse(socket, problem ?? badRequest("Missing model."));
    const faults = control.faults.claim(model);
    const upgradeFault = faults.find(isUpgradeFault);
    pending.add(socket);
    socket.on("close", () => pending.delete(socket));
    if (upgradeFault?.kind === "hang") return;
    setTimeout(() => {
      if (upgradeFault)
        return refuse(socket, {
          status: upgradeFault.status,
          body: refusalBody(upgradeFault.status, upgradeFault.code),
        });
      open(
        request,
        socket,
        head,
        model,
        faults.filter((fault) => !isUpgradeFault(fault)),
      );
    }, control.options.connectMs);
  });

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(wantedPort, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : wantedPort;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    port,
    control,
    async close() {
      control.reset();
      for (const socket of pending) socket.destroy();
      for (const ws of sockets.clients) ws.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await endpoints.close();
    },
  };
}

interface Refusal {
  readonly status: number;
  readonly body: string;
}

function upgradeProblem(request: IncomingMessage, path: string, model: string | null): Refusal | undefined {
  const key = /^Bearer (.+)$/.exec(request.headers.authorization ?? "");
  if (!key) return { status: 401, body: refusalBody(401, undefined) };
  if (path !== "/v1/realtime") return { status: 404, body: errorBody(`Invalid URL (GET ${path})`) };
  if (!model) return badRequest("You must provide a model parameter.");
  if (request.headers["openai-beta"] !== undefined) {
    return badRequest("The Realtime Beta API is no longer supported. Please use /v1/realtime for the GA API.");
  }
  return undefined;
}

function badRequest(message: string): Refusal {
  return { status: 400, body: errorBody(message) };
}

function errorBody(message: string): string {
  return JSON.stringify({ error: { message, type: "invalid_request_error", code: null, param: null } });
}

function refuse(socket: Duplex, { status, body }: Refusal): void {
  if (socket.destroyed) return;
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
