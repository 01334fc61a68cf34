/**
 * Twilio's voice webhooks: a call comes in, its stream has ended, a person was rung, its status has changed.
 *
 * A caller is on the line at each of them. What fails in passing is tried again inside (try-again.ts); what fails for
 * good is answered in Hebrew, never with a 5xx for which Twilio would speak English. Forged and malformed requests are
 * refused as anywhere.
 */
import { Hono, type Context } from "hono";
import { z } from "zod";
import { CodedError } from "../../core/contract/errors.ts";
import { scopeOfAddress } from "../db/scope.ts";
import type { Deps } from "../deps.ts";
import { openIncomingCall } from "../features/calls/record/service.ts";
import { findAddressOwner } from "../features/channels/queries.ts";
import { comesBack } from "../features/calls/hand-off/service.ts";
import { maskPhone, type Logger } from "../log.ts";
import { twilioSignature, type TwilioEnv } from "../middleware/twilio-signature.ts";
import { tryAgain } from "../try-again.ts";
import {
  ACCEPT_KEY,
  apologise,
  askToCallLater,
  connectStream,
  dialPerson,
  hangUp,
  joinCalls,
  offerCall,
  promiseCallBack,
  rejectAsBusy,
  rejectCall,
  turnAway,
} from "./voice-twiml.ts";

const CALL_SID = /^CA[0-9a-f]{32}$/;
const callFields = z.object({
  CallSid: z.string().regex(CALL_SID),
  /** Absent or "anonymous" when the caller withholds the number. */
  From: z.string().max(100).default(""),
  To: z.string().min(1).max(100),
  CallStatus: z.string().max(30).default(""),
  DialCallStatus: z.string().max(30).optional(),
  Digits: z.string().max(30).optional(),
  /** The number from which a carrier says the call was forwarded, where it says so. */
  ForwardedFrom: z.string().max(100).optional(),
});
type CallFields = z.infer<typeof callFields>;

function fieldsOf(form: Readonly<Record<string, string>>): CallFields {
  const parsed = callFields.safeParse(form);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.map((issue) => ({ field: issue.path.join("."), problem: issue.message }));
  throw new CodedError("validation_failed", "not a call's fields", { details });
}

/** The call that a request about another leg is about. */
function handedOver(c: Context): string {
  const callSid = c.req.query("call") ?? "";
  if (CALL_SID.test(callSid)) return callSid;
  throw new CodedError("validation_failed", "no call", { details: [{ field: "call", problem: "not a CallSid" }] });
}

/** Statuses after which a call does not go on; Twilio sends one of them once, or several times, in any order. */
const OVER: ReadonlySet<string> = new Set(["completed", "busy", "failed", "no-answer", "canceled"]);
const twiml = (body: string): Response =>
  new Response(body, { headers: { "content-type": "text/xml; charset=utf-8" } });

type Voice = Context<TwilioEnv>;

/** Does the work again where that helps. */
function again<Answer>(c: Voice, work: () => Promise<Answer>): Promise<Answer> {
  const { deps, log } = c.var;
  return tryAgain(work, {
    now: deps.now,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    failed: (cause, attempt) => log.warn("voice_webhook_again", { attempt, cause: String(cause) }),
  });
}

/** The same; what does not work in the end is said by `otherwise`. */
async function spoken(c: Voice, otherwise: () => string, work: () => Promise<string>): Promise<Response> {
  try {
    return twiml(await again(c, work));
  } catch (cause) {
    c.var.log.error("voice_webhook_failed", { cause });
    return twiml(otherwise());
  }
}

async function incomingCall(deps: Deps, log: Logger, id: string, fields: CallFields): Promise<string> {
  const { CallSid: callSid, From: from, To: to } = fields;
  const owner = await findAddressOwner(deps.directory, "phone", to);
  if (!owner) {
    log.warn("call_rejected", { reason: "unknown_number" });
    return rejectCall();
  }
  const { businessId, tenantDb } = owner;
  if (owner.status !== "active") {
    log.warn("call_turned_away", { reason: "suspended", businessId });
    return turnAway();
  }
  await deps.schema.assertWritable(tenantDb);
  const scope = scopeOfAddress(deps.tenants, owner);
  if (await comesBack(deps, scope, { callSid, from, forwardedFrom: fields.ForwardedFrom })) {
    log.warn("call_turned_away", { reason: "hand_off_circle", businessId });
    return rejectAsBusy();
  }
  const call = await openIncomingCall(scope, { id, callSid, from, to, startedAt: deps.now() });
  // A late repetition of the webhook: the call is over.
  if (call.ended) return hangUp();
  const prepared = await deps.callSession(callSid).prepare({
    callId: call.id,
    callSid,
    businessId,
    tenantDb,
    direction: "inbound",
    own: to,
    peer: { kind: "phone", number: from },
  });
  if (prepared.token === null) {
    log.warn("call_turned_away", { reason: prepared.because, callId: call.id, businessId });
    return hangUp();
  }
  log.info(call.created ? "call_opened" : "call_webhook_repeated", { callId: call.id, businessId });
  return connectStream(deps.config, callSid, prepared.token);
}

async function afterStream(deps: Deps, log: Logger, fields: CallFields): Promise<string> {
  const { CallSid: callSid, CallStatus: status } = fields;
  const next = await deps.callSession(callSid).afterStream(OVER.has(status));
  log.info("stream_over", { callSid, then: next.then });
  switch (next.then) {
    case "hang_up":
      return hangUp();
    case "reattach":
      return connectStream(deps.config, callSid, next.token);
    case "dial":
      return dialPerson(deps.config, { ...next, callSid, failed: next.because !== "asked" });
    case "call_back":
      return promiseCallBack();
    case "apologise":
      return apologise();
  }
}

async function dialled(deps: Deps, fields: CallFields): Promise<string> {
  const { CallSid: callSid, CallStatus: callStatus, DialCallStatus: status = "failed" } = fields;
  const taken = await deps.callSession(callSid).dialled(status, OVER.has(callStatus));
  return taken ? hangUp() : promiseCallBack();
}

export const twilioVoice = new Hono<TwilioEnv>()
  .use(twilioSignature)
  .post("/", async (c) => {
    const { deps, form } = c.var;
    const fields = fieldsOf(form);
    const { CallSid: callSid, From: from, To: to } = fields;
    const log = c.var.log.child({ callSid, from: maskPhone(from), to: maskPhone(to) });
    // The same id at every try: what the first has written is what the second finds.
    const id = deps.newId();
    return spoken(c, askToCallLater, () => incomingCall(deps, log, id, fields));
  })
  .post("/after-stream", async (c) => {
    const { deps, form, log } = c.var;
    const fields = fieldsOf(form);
    if (c.req.query("stage") === "dialled") return spoken(c, promiseCallBack, () => dialled(deps, fields));
    return spoken(c, apologise, () => afterStream(deps, log, fields));
  })
  .post("/offer", async (c) => {
    const { deps, form } = c.var;
    fieldsOf(form);
    return twiml(offerCall(deps.config, handedOver(c)));
  })
  .post("/accept", async (c) => {
    const { deps, form } = c.var;
    const { Digits: digits } = fieldsOf(form);
    const callSid = handedOver(c);
    if (digits !== ACCEPT_KEY) return twiml(hangUp());
    // The two are joined in any case: a person has taken the call, whatever becomes of the note.
    return spoken(c, joinCalls, async () => {
      await deps.callSession(callSid).personAccepted();
      return joinCalls();
    });
  })
  .post("/status", async (c) => {
    const { deps, form } = c.var;
    const { CallSid: callSid, CallStatus: status } = fieldsOf(form);
    // What is not closed in the end, the call's own alarm closes, or the sweep.
    if (OVER.has(status)) await again(c, () => deps.callSession(callSid).completed());
    return c.body(null, 204);
  });
