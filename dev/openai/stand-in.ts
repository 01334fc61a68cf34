/** OpenAI on this machine: the Realtime API over WebSocket, and the HTTP endpoints beside it. */
import { createServer, STATUS_CODES, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import { createControl, type Control } from "./control.ts";
import { refusalBody, isUpgradeFault, type SessionFault } from "./faults.ts";
import { startHttpEndpoints } from "./http-endpoints.ts";
import { invalidRequest } from "./parse-client-event.ts";
import { REJECTIONS, reasonOf, rejectionOf, type Rejection } from "./rejection.ts";
import { serverFrame } from "./server-event.ts";
import { errorEvent, type SessionOptions } from "./session-context.ts";
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

interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

const DEFAULTS: SessionOptions = { pace: "fast", firstAudioMs: 250, transcriptionMs: 400 };

export async function startOpenAiStandIn(options: StandInOptions = {}): Promise<OpenAiStandIn> {
  const { port: wantedPort = 0, connectMs = 0, ...rest } = options;
  const createDetector = await loadVoiceDetection();
  const endpoints = await startHttpEndpoints();
  const control = createControl({ ...DEFAULTS, ...rest, connectMs });
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const pending = new Set<Duplex>();

  function accept({ request, socket, head }: Upgrade, begin: (ws: WebSocket) => void): void {
    pending.delete(socket);
    if (!socket.destroyed) sockets.handleUpgrade(request, socket, head, begin);
  }

  const reject = (upgrade: Upgrade, rejection: Rejection, withEvent: boolean): void =>
    accept(upgrade, (ws) => {
      ws.on("error", () => ws.terminate());
      if (withEvent) ws.send(serverFrame(errorEvent(rejection.error, null)));
      ws.close(rejection.closeCode, reasonOf(rejection));
    });

  const open = (upgrade: Upgrade, model: string, faults: SessionFault[]): void =>
    accept(upgrade, (ws) => {
      const connection = {
        send: (frame: string | Uint8Array) => ws.send(frame),
        close: (code: number) => (code === 1006 ? ws.terminate() : ws.close(code)),
      };
      // The client may speak at once: listen before the session greets it.
      ws.on("message", (data, isBinary) => session.receive(data.toString(), isBinary));
      ws.on("close", (code) => control.ended(session, code));
      ws.on("error", () => ws.terminate());
      const session = new Session(connection, model, createDetector, control.options, faults);
      control.opened(session);
    });

  function answer(upgrade: Upgrade, model: string): void {
    const rejection = rejectionOf(upgrade.request.headers, model);
    if (rejection) return reject(upgrade, rejection, true);
    const faults = control.faults.claim(model);
    const fault = faults.find(isUpgradeFault);
    switch (fault?.kind) {
      case "hang":
        return;
      case "refuse":
        return refuse(upgrade.socket, { status: fault.status, body: refusalBody(fault.status, fault.code) });
      case "reject":
        return reject(upgrade, REJECTIONS[fault.code], fault.event);
      default:
        return open(
          upgrade,
          model,
          faults.filter((other) => !isUpgradeFault(other)),
        );
    }
  }

  const server = createServer((request, response) => {
    if (!control.handle(request, response)) endpoints.handle(request, response);
  });
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    const url = new URL(request.url ?? "/", "http://stand-in");
    if (url.pathname !== "/v1/realtime") return refuse(socket, notFound(url.pathname));
    pending.add(socket);
    socket.on("close", () => pending.delete(socket));
    setTimeout(() => answer({ request, socket, head }, url.searchParams.get("model") ?? ""), control.options.connectMs);
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

function notFound(path: string): Refusal {
  return { status: 404, body: JSON.stringify({ error: invalidRequest(null, `Invalid URL (GET ${path})`) }) };
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
