/** Twilio's voice webhooks: a call comes in, its stream has ended, its status has changed. */
import { Hono } from "hono";
import { z } from "zod";
import { CodedError } from "../../core/contract/errors.ts";
import { scopeOfAddress, type BusinessScope } from "../db/scope.ts";
import type { Deps } from "../deps.ts";
import { findCallBySid, markHandedOff } from "../features/calls/record/queries.ts";
import { openIncomingCall } from "../features/calls/record/service.ts";
import { findAddressOwner, type AddressOwner } from "../features/channels/queries.ts";
import { maskPhone } from "../log.ts";
import { twilioSignature, type TwilioEnv } from "../middleware/twilio-signature.ts";
import {
  apologise,
  askToCallLater,
  connectStream,
  hangUp,
  promiseCallBack,
  rejectCall,
  turnAway,
} from "./voice-twiml.ts";

const callFields = z.object({
  CallSid: z.string().regex(/^CA[0-9a-f]{32}$/),
  /** Absent or "anonymous" when the caller withholds the number. */
  From: z.string().max(100).default(""),
  To: z.string().min(1).max(100),
  CallStatus: z.string().max(30).default(""),
  DialCallStatus: z.string().max(30).optional(),
});
type CallFields = z.infer<typeof callFields>;

function fieldsOf(form: Readonly<Record<string, string>>): CallFields {
  const parsed = callFields.safeParse(form);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.map((issue) => ({ field: issue.path.join("."), problem: issue.message }));
  throw new CodedError("validation_failed", "not a call's fields", { details });
}

/** Statuses after which a call does not go on; Twilio sends one of them once, or several times, in any order. */
const OVER: ReadonlySet<string> = new Set(["completed", "busy", "failed", "no-answer", "canceled"]);

async function ownerOf(deps: Deps, to: string): Promise<{ owner: AddressOwner; scope: BusinessScope } | null> {
  const owner = await findAddressOwner(deps.directory, "phone", to);
  return owner ? { owner, scope: scopeOfAddress(deps.tenants, owner) } : null;
}

/** Twilio has to be told what becomes of the caller, also when nothing can be written of the call. */
async function writable({ deps, log }: TwilioEnv["Variables"], { tenantDb }: AddressOwner): Promise<boolean> {
  try {
    await deps.schema.assertWritable(tenantDb);
    return true;
  } catch (cause) {
    log.error("call_not_recorded", { database: tenantDb, cause });
    return false;
  }
}

const twiml = (body: string): Response =>
  new Response(body, { headers: { "content-type": "text/xml; charset=utf-8" } });

export const twilioVoice = new Hono<TwilioEnv>()
  .use(twilioSignature)
  .post("/", async (c) => {
    const { deps, form } = c.var;
    const { CallSid: callSid, From: from, To: to } = fieldsOf(form);
    const found = await ownerOf(deps, to);
    const log = c.var.log.child({ callSid, from: maskPhone(from), to: maskPhone(to) });
    if (!found) {
      log.warn("call_rejected", { reason: "unknown_number" });
      return twiml(rejectCall());
    }
    const { owner, scope } = found;
    if (owner.status !== "active") {
      log.warn("call_turned_away", { reason: "suspended", businessId: owner.businessId });
      return twiml(turnAway());
    }
    if (!(await writable(c.var, owner))) return twiml(askToCallLater());
    const call = await openIncomingCall(scope, { id: deps.newId(), callSid, from, to, startedAt: deps.now() });
    // A late repetition of the webhook: the call is over.
    if (call.ended) return twiml(hangUp());
    const { token } = await deps.callSession(callSid).prepare({
      callId: call.id,
      callSid,
      businessId: owner.businessId,
      tenantDb: owner.tenantDb,
      direction: "inbound",
      own: to,
      peer: { kind: "phone", number: from },
    });
    log.info(call.created ? "call_opened" : "call_webhook_repeated", { callId: call.id, businessId: owner.businessId });
    return twiml(connectStream(deps.config, callSid, token));
  })
  .post("/after-stream", async (c) => {
    const { deps, form } = c.var;
    const { CallSid: callSid, CallStatus: status, DialCallStatus: dialled, To: to } = fieldsOf(form);
    if (c.req.query("stage") === "dialled") {
      const answered = dialled === "completed" || dialled === "answered";
      const found = await ownerOf(deps, to);
      if (answered && found && (await writable(c.var, found.owner)))
        await markHandedOff(found.scope, callSid, deps.now());
      return twiml(answered ? hangUp() : promiseCallBack());
    }
    const next = await deps.callSession(callSid).afterStream(OVER.has(status));
    c.var.log.info("stream_over", { callSid, then: next.then });
    switch (next.then) {
      case "hang_up":
        return twiml(hangUp());
      case "reattach":
        return twiml(connectStream(deps.config, callSid, next.token));
      case "dial":
        return twiml(apologise(deps.config, next.phone));
      case "apologise":
        return twiml(apologise(deps.config, null));
    }
  })
  .post("/status", async (c) => {
    const { deps, form } = c.var;
    const { CallSid: callSid, CallStatus: status, To: to } = fieldsOf(form);
    if (!OVER.has(status)) return c.body(null, 204);
    const found = await ownerOf(deps, to);
    const call = found && (await findCallBySid(found.scope, callSid));
    if (!call || call.status === "ended") return c.body(null, 204);
    await deps.callSession(callSid).completed();
    return c.body(null, 204);
  });
