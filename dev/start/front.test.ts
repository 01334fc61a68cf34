/** Over real sockets: what is spelled by hand here no client library would let through. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openFront, type Front } from "./front.ts";

/** Every request that got through, with its headers. */
const reached: { url: string; headers: NodeJS.Dict<string | string[]> }[] = [];
let worker: Server;
let front: Front;

beforeAll(async () => {
  worker = createServer((request, response) => {
    reached.push({ url: request.url ?? "", headers: request.headers });
    if (request.url === "/streamed") {
      response.write("first ");
      // The rest comes only once the first part has been asked back for.
      worker.once("go-on", () => response.end("second"));
      return;
    }
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => response.end(`${request.method} ${body}`));
  });
  worker.on("upgrade", (request, socket) => {
    reached.push({ url: request.url ?? "", headers: request.headers });
    socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
    socket.on("data", (data) => socket.write(`echo ${String(data)}`));
    socket.on("error", () => undefined);
  });
  worker.listen(0, "127.0.0.1");
  await once(worker, "listening");
  front = await openFront(0, (worker.address() as AddressInfo).port);
});

afterAll(async () => {
  await front.close();
  worker.closeAllConnections();
  worker.close();
});

async function raw(firstLine: string, headers = "Host: localhost\r\nConnection: close\r\n"): Promise<string> {
  const socket = connect(front.port, "127.0.0.1");
  socket.write(`${firstLine} HTTP/1.1\r\n${headers}\r\n`);
  let answer = "";
  socket.on("data", (data) => (answer += String(data)));
  await once(socket, "close");
  return answer;
}

const HIDDEN = [
  "/cdn-cgi/explorer",
  "/cdn-cgi/explorer/api/d1/database",
  "/cdn-cgi/handler/scheduled",
  "/cdn-cgi",
  "/CDN-CGI/explorer",
  "/%63dn-cgi/explorer",
  "/cdn%2dcgi/explorer",
  "/cdn-cgi%2fexplorer",
  "/%2563dn-cgi/explorer",
  "/%252563dn-cgi/explorer",
  "//cdn-cgi/explorer",
  "/%2fcdn-cgi/explorer",
  "/./cdn-cgi/explorer",
  "/api/../cdn-cgi/explorer",
  "/api/%2e%2e/cdn-cgi/explorer",
  "/api/%2E./cdn-cgi/explorer",
  "/api/..;/cdn-cgi/explorer",
  "/\\cdn-cgi/explorer",
  "/%5ccdn-cgi/explorer",
  "/%09cdn-cgi/explorer",
  "/cdn-cgi%20/explorer",
  "/%EF%BD%83dn-cgi/explorer",
  "/%zz/cdn-cgi",
  "/__scheduled",
  "/__scheduled?cron=*",
  "/%5f_scheduled",
  "http://localhost/cdn-cgi/explorer",
  "http://localhost/healthz",
  "*",
];

test.each(HIDDEN)("%s does not pass, neither asked for nor as a WebSocket", async (path) => {
  const before = reached.length;
  const upgrade = "Host: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n";
  for (const headers of [undefined, upgrade]) expect(await raw(`GET ${path}`, headers)).toMatch(/^HTTP\/1\.1 4\d\d /);
  // What passes comes through after all of these were answered: they are not only late.
  expect(await raw("GET /healthz")).toMatch(/^HTTP\/1\.1 200 /);
  expect(reached.slice(before).map(({ url }) => url)).toEqual(["/healthz"]);
});

test.each(["/", "/api/docs", "/b/carmel/calls?next=//cdn-cgi/x", "/b/%D7%9B%D7%A8%D7%9E%D7%9C", "/f/a%20b"])(
  "%s passes as it is written",
  async (path) => {
    expect(await raw(`GET ${path}`)).toMatch(/^HTTP\/1\.1 200 /);
    expect(reached.at(-1)?.url).toBe(path);
  },
);

test("a body passes, and so do headers, but not those of the development server", async () => {
  const response = await fetch(`http://127.0.0.1:${front.port}/webhooks/twilio/voice`, {
    method: "POST",
    body: "CallSid=CA1",
    headers: { "MF-Original-URL": "http://localhost/cdn-cgi/explorer", "X-Twilio-Signature": "signed" },
  });
  expect(await response.text()).toBe("POST CallSid=CA1");
  const { headers } = reached.at(-1)!;
  expect(headers["x-twilio-signature"]).toBe("signed");
  expect(Object.keys(headers).filter((name) => name.startsWith("mf-"))).toEqual([]);
});

test("an answer passes as it comes, not when it is whole", async () => {
  const response = await fetch(`http://127.0.0.1:${front.port}/streamed`);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader.read()).value).toBe("first ");
  worker.emit("go-on");
  expect((await reader.read()).value).toBe("second");
});

test("a WebSocket passes, both ways", async () => {
  const socket = connect(front.port, "127.0.0.1");
  socket.write(
    "GET /streams/twilio/x HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
  );
  const said: string[] = [];
  for await (const data of socket) {
    said.push(String(data));
    if (said.join("").includes("echo")) break;
    if (said.join("").endsWith("\r\n\r\n")) socket.write("hello");
  }
  expect(said.join("")).toMatch(/^HTTP\/1\.1 101 [\s\S]*echo hello$/);
});

test("a Worker that is away is answered for", async () => {
  const lonely = await openFront(0, 1);
  expect((await fetch(`http://127.0.0.1:${lonely.port}/healthz`)).status).toBe(502);
  await lonely.close();
});
