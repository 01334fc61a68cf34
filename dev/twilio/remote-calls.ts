/**
 * Joins a call of one process (`npm run call`) to the stand-in of another (`npm start`), so that the
 * Worker's REST requests reach it. One WebSocket a call on `/_standin/calls`: the call introduces itself
 * and tells its status; the stand-in passes on what REST asks for.
 */
import type { Server } from "node:http";
import { WebSocket, WebSocketServer } from "ws";
import { z } from "zod";
import type { SimulatedCall } from "./call.ts";
import { callStatuses } from "./faults.ts";
import type { LiveCall, LiveCalls, Replacement } from "./live-calls.ts";

const CALLS_PATH = "/_standin/calls";

const introductionSchema = z.object({
  callSid: z.string(),
  accountSid: z.string(),
  from: z.string(),
  to: z.string(),
  startedAt: z.coerce.date(),
  status: z.enum(callStatuses),
});
const statusSchema = z.object({ status: z.enum(callStatuses) });
const orderSchema = z.union([
  z.object({ complete: z.literal(true) }),
  z.object({ redirect: z.union([z.object({ twiml: z.string() }), z.object({ url: z.string(), method: z.string() })]) }),
]);

export function acceptRemoteCalls(server: Server, calls: LiveCalls): { close(): void } {
  const sockets = new WebSocketServer({ server, path: CALLS_PATH });
  sockets.on("connection", (socket) => {
    socket.once("message", (data) => {
      const introduction = introductionSchema.safeParse(JSON.parse(String(data)));
      if (!introduction.success) return socket.close(1008, "not a call");
      let status: LiveCall["status"] = introduction.data.status;
      const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
      calls.add({
        ...introduction.data,
        get status() {
          return status;
        },
        complete: () => {
          socket.send(JSON.stringify({ complete: true }));
          return closed;
        },
        redirect: (redirect: Replacement) => socket.send(JSON.stringify({ redirect })),
      });
      socket.on("message", (update) => {
        const parsed = statusSchema.safeParse(JSON.parse(String(update)));
        if (parsed.success) status = parsed.data.status;
      });
      // The other process is gone, and its call with it.
      socket.once("close", () => (status = "completed"));
      socket.send(JSON.stringify({ joined: true }));
    });
  });
  return {
    close: () => {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

/** Introduces a call to a stand-in; resolves to the function that takes it out, or undefined when none is there. */
export function joinStandIn(standInUrl: string, call: SimulatedCall): Promise<(() => void) | undefined> {
  const socket = new WebSocket(`${standInUrl.replace(/^http/, "ws")}${CALLS_PATH}`);
  return new Promise((resolve) => {
    socket.once("error", () => resolve(undefined));
    socket.once("open", () => {
      const { callSid, accountSid, from, to, startedAt, status } = call;
      socket.send(JSON.stringify({ callSid, accountSid, from, to, startedAt, status }));
      let told = status;
      call.log.onEvent(() => {
        if (call.status === told || socket.readyState !== WebSocket.OPEN) return;
        told = call.status;
        socket.send(JSON.stringify({ status: told }));
      });
    });
    socket.on("message", (data) => {
      const message: unknown = JSON.parse(String(data));
      const order = orderSchema.safeParse(message);
      if (!order.success) return resolve(() => socket.close());
      if ("complete" in order.data) void call.complete();
      else call.redirect(order.data.redirect);
    });
  });
}
