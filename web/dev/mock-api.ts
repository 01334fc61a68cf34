/** The Worker's API without a Worker, as a plugin of `vite --mode mock`. Never part of the product. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import type { Plugin, PreviewServer, ViteDevServer } from "vite";
import { WebSocketServer, type WebSocket } from "ws";
import type { HubEvent } from "../../core/contract/hub-events.ts";
import { runLiveCall } from "./mock-live-call.ts";
import { routes } from "./mock-routes.ts";

const FIRST_CALL_AFTER_MS = 2_500;
const NEXT_CALL_AFTER_MS = 25_000;

async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const body = req.method === "GET" || req.method === "HEAD" ? null : (Readable.toWeb(req) as ReadableStream);
  const headers = Object.entries(req.headers).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] as [string, string]] : [],
  );
  const request = new Request(`http://localhost${req.url}`, {
    method: req.method ?? "GET",
    headers,
    ...(body && { body, duplex: "half" }),
  });
  const response = await routes.fetch(request);
  res.statusCode = response.status;
  response.headers.forEach((value, name) => res.appendHeader(name, value));
  res.end(Buffer.from(await response.arrayBuffer()));
}

/** Calls keep coming as long as somebody listens. */
function liveCalls() {
  const listeners = new Set<WebSocket>();
  const tell = (event: HubEvent) => listeners.forEach((socket) => socket.send(JSON.stringify(event)));
  let running = false;
  async function keepCalling() {
    if (running) return;
    running = true;
    for (let wait = FIRST_CALL_AFTER_MS; ; wait = NEXT_CALL_AFTER_MS) {
      await new Promise((done) => setTimeout(done, wait));
      await runLiveCall(tell);
    }
  }
  return (socket: WebSocket) => {
    listeners.add(socket);
    socket.on("message", (data) => String(data) === "ping" && socket.send("pong"));
    socket.on("close", () => listeners.delete(socket));
    void keepCalling();
  };
}

function attach(server: ViteDevServer | PreviewServer): void {
  const sockets = new WebSocketServer({ noServer: true });
  const welcome = liveCalls();
  server.middlewares.use((req, res, next) =>
    req.url?.startsWith("/api/") ? void answer(req, res).catch(next) : next(),
  );
  server.httpServer?.on("upgrade", (req, socket, head) => {
    if (!req.url?.endsWith("/live")) return;
    const quiet = req.url.includes("b-bayit");
    sockets.handleUpgrade(req, socket, head, (ws) => (quiet ? undefined : welcome(ws)));
  });
}

export const mockApi = (): Plugin => ({ name: "mock-api", configureServer: attach, configurePreviewServer: attach });
