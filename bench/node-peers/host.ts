/**
 * A process that is one of the peers on Node, told which by its first argument: a WebSocket server of `ws` and the peer,
 * nothing else, so that its processor time and memory are the peer's. Ends when its standard input does.
 */
import { createServer } from "node:http";
import inspectorApi from "node:inspector";
import type { AddressInfo } from "node:net";
import { WebSocketServer, type WebSocket } from "ws";
import { goFirst } from "../measure/priority.ts";
import type { PeerReady, PeerSettings } from "../peer-names.ts";

/** Takes a call's media stream; `greet`: the caller is to be greeted as soon as possible. */
export type Connect = (twilio: WebSocket, greet: boolean) => void;

goFirst();
const { peer, openAiUrl, inspector } = JSON.parse(process.argv[2] ?? "{}") as PeerSettings;
const { connectWith } = await (peer === "rva" ? import("./realtime-voice-agents.ts") : import("./relay.ts"));
const connect = connectWith(openAiUrl);

const server = createServer((_request, response) => response.end("ok"));
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
server.on("upgrade", (request, socket, head) => {
  const greet = new URL(request.url ?? "/", "http://bench.test").searchParams.has("greet");
  sockets.handleUpgrade(request, socket, head, (twilio) => connect(twilio, greet));
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

if (inspector) inspectorApi.open(0, "127.0.0.1");
const ready: PeerReady = {
  url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  pid: process.pid,
  ...(inspector && { inspectorUrl: inspectorApi.url() ?? "" }),
};
console.log(JSON.stringify(ready));

process.stdin.resume();
process.stdin.once("end", () => process.exit(0));
