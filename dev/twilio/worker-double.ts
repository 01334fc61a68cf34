/** A Worker for the tests of this folder: answers webhooks with given TwiML and gives the stream to the test. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer, type WebSocket } from "ws";
import { validateRequest } from "twilio/lib/webhooks/webhooks.js";
import { z } from "zod";

export interface Hook {
  path: string;
  fields: Record<string, string>;
  signed: boolean;
  token: string;
}

const messageSchema = z.looseObject({
  event: z.string(),
  sequenceNumber: z.string().optional(),
  streamSid: z.string().optional(),
  start: z.looseObject({ callSid: z.string(), customParameters: z.record(z.string(), z.string()) }).optional(),
  media: z.object({ track: z.string(), chunk: z.string(), timestamp: z.string(), payload: z.string() }).optional(),
  mark: z.object({ name: z.string() }).optional(),
  dtmf: z.object({ track: z.string(), digit: z.string() }).optional(),
});
export type StreamMessage = z.infer<typeof messageSchema>;

/** The Worker's end of a stream, with everything that came. */
export class StreamDouble {
  readonly messages: StreamMessage[] = [];
  readonly garbage: string[] = [];
  readonly headers: Record<string, unknown>;
  readonly path: string;
  streamSid = "";
  private readonly socket: WebSocket;
  private readonly waiters: { wanted: (messages: StreamMessage[]) => boolean; resolve: () => void }[] = [];

  constructor(socket: WebSocket, path: string, headers: Record<string, unknown>) {
    this.socket = socket;
    this.path = path;
    this.headers = headers;
    socket.on("message", (data, isBinary) => this.take(isBinary ? "binary" : String(data)));
  }

  get frames(): NonNullable<StreamMessage["media"]>[] {
    return this.messages.flatMap(({ media }) => (media === undefined ? [] : [media]));
  }

  get marks(): string[] {
    return this.messages.flatMap(({ event, mark }) => (event === "mark" && mark !== undefined ? [mark.name] : []));
  }

  /** Resolves once all messages so far satisfy the test. */
  until(wanted: (messages: StreamMessage[]) => boolean): Promise<void> {
    if (wanted(this.messages)) return Promise.resolve();
    return new Promise((resolve) => this.waiters.push({ wanted, resolve }));
  }

  play(audio: Uint8Array): void {
    this.send({ event: "media", streamSid: this.streamSid, media: { payload: Buffer.from(audio).toString("base64") } });
  }

  mark(name: string): void {
    this.send({ event: "mark", streamSid: this.streamSid, mark: { name } });
  }

  clear(): void {
    this.send({ event: "clear", streamSid: this.streamSid });
  }

  send(message: unknown): void {
    this.socket.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  close(): void {
    this.socket.close(1000);
  }

  private take(data: string): void {
    let message: StreamMessage | undefined;
    try {
      message = messageSchema.parse(JSON.parse(data));
    } catch {
      this.garbage.push(data);
      return;
    }
    this.messages.push(message);
    if (message.event === "start") this.streamSid = message.streamSid ?? "";
    for (const waiter of this.waiters.filter(({ wanted }) => wanted(this.messages))) {
      this.waiters.splice(this.waiters.indexOf(waiter), 1);
      waiter.resolve();
    }
  }
}

export interface WorkerDouble {
  url: string;
  hooks: Hook[];
  /** TwiML by path; a function gets the form fields. A number is answered as an error status. */
  twiml: Record<string, string | number | ((fields: Record<string, string>) => string | number)>;
  /** JSON by path without the query, for what a scenario asks the product's API. */
  json: Record<string, () => { body: unknown; headers?: Record<string, string> }>;
  /** Sockets of dashboards. */
  live: WebSocket[];
  nextStream(): Promise<StreamDouble>;
  close(): Promise<void>;
}

/** `publicUrl` is what the signatures are checked against; default: the double's own address. */
export async function startWorkerDouble(settings: {
  authToken: string;
  publicUrl?: string;
  port?: number;
}): Promise<WorkerDouble> {
  const hooks: Hook[] = [];
  const ready: StreamDouble[] = [];
  const waiting: ((stream: StreamDouble) => void)[] = [];
  const double: WorkerDouble = {
    url: "",
    hooks,
    twiml: {},
    json: {},
    live: [],
    nextStream: () => {
      const stream = ready.shift();
      return stream === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(stream);
    },
    close: () => {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const path = request.url ?? "/";
      const json = double.json[path.split("?")[0] ?? ""];
      if (json !== undefined) {
        const { body, headers = {} } = json();
        response.writeHead(200, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(body));
        return;
      }
      const fields = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString("utf8")));
      const signature = String(request.headers["x-twilio-signature"] ?? "");
      const signed = validateRequest(settings.authToken, signature, (settings.publicUrl ?? double.url) + path, fields);
      hooks.push({ path, fields, signed, token: String(request.headers["i-twilio-idempotency-token"]) });
      const entry = double.twiml[path] ?? "<Response/>";
      const answer = typeof entry === "function" ? entry(fields) : entry;
      response.writeHead(typeof answer === "number" ? answer : 200, { "Content-Type": "text/xml" });
      response.end(typeof answer === "number" ? "" : answer);
    });
  });
  const sockets = new WebSocketServer({
    server,
    verifyClient: ({ req }, accept) => accept(!req.url?.endsWith("/refused"), 403, "Forbidden"),
  });
  sockets.on("connection", (socket, request) => {
    if (request.url?.startsWith("/api/")) {
      double.live.push(socket);
      return;
    }
    const stream = new StreamDouble(socket, request.url ?? "", request.headers);
    const waiter = waiting.shift();
    if (waiter === undefined) ready.push(stream);
    else waiter(stream);
  });
  await new Promise<void>((resolve) => server.listen(settings.port ?? 0, "127.0.0.1", resolve));
  double.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return double;
}
