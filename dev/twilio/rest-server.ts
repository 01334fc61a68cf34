/**
 * The part of Twilio's REST API that acts on a live call, for `TWILIO_API_BASE_URL`. Calls of this process
 * are added to `calls`; calls of another process join over a WebSocket (see remote-calls.ts).
 */
import { timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN } from "./call-options.ts";
import { isOver, LiveCalls, type LiveCall } from "./live-calls.ts";
import { acceptRemoteCalls } from "./remote-calls.ts";

export interface StandInOptions {
  /** 0 takes a free port. */
  port: number;
  host?: string;
  accountSid?: string;
  authToken?: string;
}

export interface TwilioStandIn {
  url: string;
  calls: LiveCalls;
  /** Every REST request that came, for tests. */
  requests: { method: string; path: string; fields: Record<string, string> }[];
  close(): Promise<void>;
}

interface Reply {
  status: number;
  body: Record<string, unknown>;
}

const CALL_PATH = /^\/2010-04-01\/Accounts\/(AC[0-9a-zA-Z]{32})\/Calls\/(CA[0-9a-f]{32})\.json$/;
const MAX_BODY_BYTES = 64 * 1024;

export async function startTwilioStandIn(options: StandInOptions): Promise<TwilioStandIn> {
  const { accountSid = DEFAULT_ACCOUNT_SID, authToken = DEFAULT_AUTH_TOKEN, host = "127.0.0.1" } = options;
  const calls = new LiveCalls();
  const requests: TwilioStandIn["requests"] = [];
  const server = createServer((request, response) => {
    void readForm(request).then((fields) => {
      const { method = "GET", url = "/" } = request;
      const path = new URL(url, "http://twilio.invalid").pathname;
      requests.push({ method, path, fields });
      const allowed = isAuthorised(request.headers.authorization, accountSid, authToken);
      reply(response, allowed ? answer(method, path, fields, accountSid, calls) : unauthorised());
    });
  });
  const remote = acceptRemoteCalls(server, calls);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> => {
    remote.close();
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return { url: `http://${host}:${port}`, calls, requests, close };
}

function answer(
  method: string,
  path: string,
  fields: Record<string, string>,
  accountSid: string,
  calls: LiveCalls,
): Reply {
  const [, account, callSid] = CALL_PATH.exec(path) ?? [];
  const call = callSid === undefined ? undefined : calls.get(callSid);
  if (call === undefined || account !== accountSid) {
    return failure(404, 20404, `The requested resource ${path} was not found`);
  }
  if (method === "GET") return { status: 200, body: describe(call) };
  if (method !== "POST") return failure(405, 20004, "Method not allowed");
  const { Status, Twiml, Url, Method } = fields;
  if (Status !== undefined && Status !== "completed" && Status !== "canceled") {
    return failure(400, 20001, `Invalid Status: ${Status}`);
  }
  if (isOver(call)) return failure(400, 21220, "Call is not in-progress. Cannot redirect.");
  if (Status !== undefined) void call.complete();
  else if (Twiml !== undefined) call.redirect({ twiml: Twiml });
  else if (Url !== undefined) call.redirect({ url: Url, method: Method ?? "POST" });
  else return failure(400, 21218, "Neither Status, Twiml nor Url was given");
  return { status: 200, body: describe(call) };
}

function describe(call: LiveCall): Record<string, unknown> {
  return {
    sid: call.callSid,
    account_sid: call.accountSid,
    api_version: "2010-04-01",
    direction: "inbound",
    from: call.from,
    to: call.to,
    status: call.status,
    start_time: call.startedAt.toUTCString(),
    end_time: null,
    duration: null,
    uri: `/2010-04-01/Accounts/${call.accountSid}/Calls/${call.callSid}.json`,
  };
}

function failure(status: number, code: number, message: string): Reply {
  return { status, body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status } };
}

function unauthorised(): Reply {
  return failure(401, 20003, "Authenticate");
}

function isAuthorised(header: string | undefined, accountSid: string, authToken: string): boolean {
  const wanted = Buffer.from(`Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`);
  const given = Buffer.from(header ?? "");
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function readForm(request: IncomingMessage): Promise<Record<string, string>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= MAX_BODY_BYTES) chunks.push(bytes);
  }
  return Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString("utf8")));
}

function reply(response: ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}
