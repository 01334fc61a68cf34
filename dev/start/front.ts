/**
 * What the world reaches when a tunnel ends on this machine. The development server behind it answers more than the
 * Worker does: a database explorer, scheduled jobs, a platform proxy, and headers by which a request says of itself
 * which address it has. None of that passes here, in no spelling.
 */
import { createServer, ServerResponse, type IncomingMessage, type Server } from "node:http";
import type { Socket } from "node:net";
import { createProxyServer } from "httpxy";

/** Encoded twice is once too often for anything of ours; the third look finds it out. */
const DECODINGS = 3;

/** `target`: as it stands in the request's first line. */
export function isOurs(target: string): boolean {
  // Absolute form, `*` and authority form are for proxies; we are none.
  if (!target.startsWith("/")) return false;
  const path = decoded(target.split(/[?#]/, 1)[0] ?? "");
  if (path === null || !/^[^\p{Cc}\\;]*$/u.test(path) || path.includes("//")) return false;
  const segments = path.normalize("NFKC").toLowerCase().split("/").slice(1);
  return !segments.some(
    (part) => /^\.+$/.test(part.trim()) || part.trim() === "cdn-cgi" || part.trim().startsWith("__"),
  );
}

function decoded(path: string): string | null {
  let known = path;
  for (let round = 0; round < DECODINGS; round++) {
    try {
      const next = decodeURIComponent(known);
      if (next === known) return known;
      known = next;
    } catch {
      return null;
    }
  }
  return null;
}

/** With these the development server's own parts talk to each other. */
function withoutInnerHeaders({ headers }: IncomingMessage): void {
  for (const name of Object.keys(headers)) if (name.startsWith("mf-")) delete headers[name];
}

export type Front = { port: number; close(): Promise<void> };

/** Listens on loopback, where the tunnel ends. `port` 0: any that is free. */
export async function openFront(port: number, workerPort: number): Promise<Front> {
  const proxy = createProxyServer({ target: `http://127.0.0.1:${workerPort}` });
  const server = createServer((request, response) => {
    if (!isOurs(request.url ?? "")) return void response.writeHead(404).end();
    withoutInnerHeaders(request);
    void proxy.web(request, response);
  });
  const upgraded = new Set<Socket>();
  server.on("upgrade", (request, duplex, head) => {
    const socket = duplex as Socket;
    upgraded.add(socket);
    socket.once("close", () => upgraded.delete(socket));
    socket.on("error", () => socket.destroy());
    if (!isOurs(request.url ?? "")) return void socket.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n");
    withoutInnerHeaders(request);
    void proxy.ws(request, socket, {}, head);
  });
  // The Worker is away, or went away in mid-answer.
  proxy.on("error", (_error, _request, answer) => {
    if (answer instanceof ServerResponse && !answer.headersSent) answer.writeHead(502).end();
    else answer?.destroy();
  });
  await listening(server, port);
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        for (const socket of upgraded) socket.destroy();
      }),
  };
}

const listening = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
