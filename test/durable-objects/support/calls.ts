/** Calls and businesses for tests of the objects, on the real bindings. */
import type { CallIdentity } from "../../../durable-objects/call-session/call-identity.ts";
import { runInDurableObject } from "cloudflare:test";
import { env as platform } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { vi } from "vitest";
import { businessSettings } from "../../../worker/db/tenant/schema.ts";
import { depsOf } from "../../../worker/deps.ts";
import type { Env } from "../../../worker/env.ts";
import { aBusiness, aCall, type TestBusiness } from "../../worker/api/support/world.ts";

export const env = platform as unknown as Env;
export const deps = depsOf(env);

/** Polls what another object does in its own time. */
export const until = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 10_000, interval: 10 });

let count = 0;
export const newCallSid = (): string =>
  `CA${(++count).toString(16).padStart(8, "0")}${crypto.randomUUID().replaceAll("-", "").slice(0, 24)}`;

/** A business whose model behaves as its name says (support/openai.mjs). */
export async function businessWithModel(
  realtimeModel: string,
  fields: Partial<typeof businessSettings.$inferInsert> = {},
): Promise<TestBusiness> {
  const business = await aBusiness();
  await business.scope.db
    .update(businessSettings)
    .set({ realtimeModel, ...fields })
    .where(eq(businessSettings.businessId, business.id));
  return business;
}

/** As the webhook tells the call's object. */
export const identityOf = (
  row: { id: string; callSid: string; from: string; to: string },
  businessId: string,
  tenantDb = "TENANT_0",
): CallIdentity => ({
  callId: row.id,
  callSid: row.callSid,
  businessId,
  tenantDb,
  direction: "inbound",
  own: row.to,
  peer: { kind: "phone", number: row.from },
});

/** A call that rings: its row, and its object, prepared. */
export async function ringing(business: TestBusiness, from = "+972521234567") {
  const callSid = newCallSid();
  const row = await aCall(business, { callSid, from, status: "ringing", startedAt: Date.now() });
  const identity = identityOf({ ...row, callSid, from }, business.id);
  const { token } = await deps.callSession(callSid).prepare(identity);
  if (token === null) throw new Error("the call has a stream already");
  return {
    callSid,
    callId: row.id,
    identity,
    token,
    business,
    /** Made anew each time, as each webhook does: one that has seen its object die is of no more use. */
    get session() {
      return deps.callSession(callSid);
    },
  };
}
export type Ringing = Awaited<ReturnType<typeof ringing>>;

export const knock = ({ session, callSid }: Pick<Ringing, "session" | "callSid">, token: string): Promise<Response> =>
  session.fetch(`https://call/streams/twilio/${callSid}/${token}`, { headers: { upgrade: "websocket" } });

/** Twilio's end of the stream. */
export async function stream(call: Pick<Ringing, "session" | "callSid" | "token">, token = call.token) {
  const { status, webSocket } = await knock(call, token);
  if (!webSocket) throw new Error(`the stream was refused with ${status}`);
  const received: { event: string }[] = [];
  webSocket.accept();
  webSocket.addEventListener(
    "message",
    ({ data }) => void received.push(JSON.parse(String(data)) as { event: string }),
  );
  const say = (message: object) => webSocket.send(JSON.stringify(message));
  say({ event: "connected" });
  say({ event: "start", start: { streamSid: `MZ${call.callSid.slice(2)}`, callSid: call.callSid } });
  return { webSocket, received, say };
}

/** What the model's server was sent in all its sessions. */
export async function saidTo(
  model: string,
): Promise<
  { type: string; session?: { instructions: string }; item?: { role?: string; content: { text: string }[] } }[]
> {
  const response = await fetch(`https://openai.test/said?model=${model}`);
  return response.json();
}

/** The object is lost, as by a crash: its memory is gone, its storage stays. */
export async function lose(object: Ringing["session"] | ReturnType<typeof deps.hub>): Promise<void> {
  await runInDurableObject(object as Ringing["session"], (_, state) => state.abort("lost on purpose")).catch(() => {});
}

export async function storageOf(session: Ringing["session"]): Promise<Map<string, unknown>> {
  return runInDurableObject(session, (_, state) => state.storage.list());
}
