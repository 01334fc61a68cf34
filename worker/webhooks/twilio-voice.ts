/**
 * Twilio's voice webhooks: a call comes in, its stream has ended, a person was rung, its status has changed.
 *
 * A caller is on the line at each of them. What fails in passing is tried again inside (try-again.ts); what fails for
 * good is answered in Hebrew, never with a 5xx for which Twilio would speak English. Forged and malformed requests are
 * refused as anywhere.
 */
import { Hono, type Context } from "hono";
import { z } from "zod";
import type { NextStep } from "../../core/calls/next-step.ts";
import { CodedError } from "../../core/contract/errors.ts";
import { scopeOfAddress, scopeOfIdentity, type BusinessScope } from "../db/scope.ts";
import type { Deps } from "../deps.ts";
import { findCallBySid } from "../features/calls/record/queries.ts";
import { openIncomingCall } from "../features/calls/record/service.ts";
import { findAddressOwner, type AddressOwner } from "../features/channels/queries.ts";
import {
  isBeingHandedOver,
  markHandedOff,
  markHandOffFailed,
  wasHandedOff,
} from "../features/calls/hand-off/queries.ts";
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
const E164 = /^\+[1-9]\d{6,14}$/;

async function ownerOf(deps: Deps, to: string): Promise<{ owner: AddressOwner; scope: BusinessScope } | null> {
  const owner = await findAddressOwner(deps.directory, "phone", to);
  return owner ? { owner, scope: scopeOfAddress(deps.tenants, owner) } : null;
}

/**
 * Whose call it is, and under which number of the business's: its own object knows, whatever its numbers are. The called
 * number says it only for a call whose object has forgotten it.
 */
async function ownCall(deps: Deps, callSid: string, to: string): Promise<{ scope: BusinessScope | null; own: string }> {
  const identity = await deps.callSession(callSid).identity();
  const own = identity?.own ?? to;
  const place = identity ?? (await findAddressOwner(deps.directory, "phone", to));
  if (!place) return { scope: null, own };
  await deps.schema.assertWritable(place.tenantDb);
  return { scope: scopeOfIdentity(deps.tenants, place), own };
}

const scopeOfCall = async (deps: Deps, callSid: string, to: string): Promise<BusinessScope | null> =>
  (await ownCall(deps, callSid, to)).scope;

const twiml = (body: string): Response =>
  new Response(body, { headers: { "content-type": "text/xml; charset=utf-8" } });

type Voice = Context<TwilioEnv>;

/** Does the work again where that helps; what does not work in the end is said by `otherwise`. */
async function spoken(c: Voice, otherwise: () => string, work: () => Promise<string>): Promise<Response> {
  const { deps, log } = c.var;
  try {
    const body = await tryAgain(work, {
      now: deps.now,
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      failed: (cause, attempt) => log.warn("voice_webhook_again", { attempt, cause: String(cause) }),
    });
    return twiml(body);
  } catch (cause) {
    log.error("voice_webhook_failed", { cause });
    return twiml(otherwise());
  }
}

async function incomingCall(deps: Deps, log: Logger, id: string, fields: CallFields): Promise<string> {
  const { CallSid: callSid, From: from, To: to } = fields;
  const found = await ownerOf(deps, to);
  if (!found) {
    log.warn("call_rejected", { reason: "unknown_number" });
    return rejectCall();
  }
  const { owner, scope } = found;
  const { businessId, tenantDb } = owner;
  if (owner.status !== "active") {
    log.warn("call_turned_away", { reason: "suspended", businessId });
    return turnAway();
  }
  await deps.schema.assertWritable(tenantDb);
  if (await comesBack(deps, scope, fields)) {
    log.warn("call_turned_away", { reason: "hand_off_circle", businessId });
    return rejectAsBusy();
  }
  const call = await openIncomingCall(scope, { id, callSid, from, to, startedAt: deps.now() });
  // A late repetition of the webhook: the call is over.
  if (call.ended) return hangUp();
  const { token } = await deps.callSession(callSid).prepare({
    callId: call.id,
    callSid,
    businessId,
    tenantDb,
    direction: "inbound",
    own: to,
    peer: { kind: "phone", number: from },
  });
  log.info(call.created ? "call_opened" : "call_webhook_repeated", { callId: call.id, businessId });
  return connectStream(deps.config, callSid, token);
}

/**
 * A call that we are handing over right now and that its person's phone has forwarded back to us: it shows the caller's
 * number, or our own where the caller withholds theirs. Answered, it would hand itself over again, for ever.
 */
async function comesBack(deps: Deps, scope: BusinessScope, { CallSid, From, ForwardedFrom }: CallFields) {
  const ours = [From, ForwardedFrom].some((number) => number !== undefined && E164.test(number));
  if (!ours) return false;
  const own = await findAddressOwner(deps.directory, "phone", From);
  if (own?.businessId === scope.businessId) return true;
  return isBeingHandedOver(scope, { from: From, except: CallSid, now: deps.now() });
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
      return dial(deps, fields, next);
    case "apologise":
      return apologise();
  }
}

async function dial(deps: Deps, fields: CallFields, next: NextStep & { then: "dial" }): Promise<string> {
  const { CallSid: callSid, From: from, To: to } = fields;
  const { phone, because } = next;
  const { scope, own } = await ownCall(deps, callSid, to);
  // Settings refuse the business's own number; one that became its own later would ring at its assistant again.
  if (scope && (await findAddressOwner(deps.directory, "phone", phone))?.businessId === scope.businessId) {
    await markHandOffFailed(scope, callSid, "circle", deps.now());
    return because === "asked" ? promiseCallBack() : apologise();
  }
  const callerId = E164.test(from) ? from : own;
  return dialPerson(deps.config, { callSid, phone, callerId, failed: because !== "asked" });
}

/** In the record's words. `completed`: somebody or something answered, and nobody pressed the key. */
const WHY_NOT: Readonly<Record<string, string>> = {
  completed: "not_accepted",
  answered: "not_accepted",
  busy: "busy",
  "no-answer": "no_answer",
  canceled: "caller_left",
};

async function dialled(deps: Deps, { CallSid: callSid, To: to, DialCallStatus: status }: CallFields): Promise<string> {
  const scope = await scopeOfCall(deps, callSid, to);
  if (!scope) return promiseCallBack();
  if (await wasHandedOff(scope, callSid)) return hangUp();
  await markHandOffFailed(scope, callSid, WHY_NOT[status ?? ""] ?? "failed", deps.now());
  return promiseCallBack();
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
      const scope = await scopeOfCall(deps, callSid, "");
      if (scope) await markHandedOff(scope, callSid, deps.now());
      return joinCalls();
    });
  })
  .post("/status", async (c) => {
    const { deps, form } = c.var;
    const { CallSid: callSid, CallStatus: status, To: to } = fieldsOf(form);
    if (!OVER.has(status)) return c.body(null, 204);
    const scope = await scopeOfCall(deps, callSid, to);
    const call = scope && (await findCallBySid(scope, callSid));
    if (!call || call.status === "ended") return c.body(null, 204);
    await deps.callSession(callSid).completed();
    return c.body(null, 204);
  });
