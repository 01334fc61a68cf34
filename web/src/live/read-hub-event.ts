import { END_REASONS } from "../../../core/calls/end-reason.ts";
import { FAILURE_CODES } from "../../../core/calls/failure.ts";
import type { HubEvent } from "../../../core/contract/hub-events.ts";
import { isFlag, isNumber, isObject, isOneOf, isText, orNull, readJson, type Check } from "../api/shape.ts";

type Rest<Type extends HubEvent["type"]> = Omit<Extract<HubEvent, { type: Type }>, "type">;
type Turn = Rest<"call.turn">["turn"];

const callRef = { callId: isText, callSid: isText };

const isTurn = isObject<Turn>({
  seq: isNumber,
  role: isOneOf(["caller", "assistant"]),
  text: isText,
  startedAt: isNumber,
  interrupted: isFlag,
  heardMs: orNull(isNumber),
  untranscribed: isFlag,
  final: isFlag,
});

/** As `hubEventSchema`, which a test holds them to. */
const CHECKS: { [Type in HubEvent["type"]]: Check<Rest<Type>> } = {
  "call.started": isObject({ ...callRef, from: isText, startedAt: isNumber, leadName: orNull(isText) }),
  "call.turn": isObject({ ...callRef, turn: isTurn }),
  "call.tool": isObject({
    ...callRef,
    tool: isObject({ name: isText, status: isOneOf(["running", "done", "failed"]), at: isNumber }),
    leadId: orNull(isText),
  }),
  "call.ended": isObject({
    ...callRef,
    endedAt: isNumber,
    reason: isOneOf(END_REASONS),
    failure: orNull(isOneOf(FAILURE_CODES)),
    callBack: isFlag,
  }),
  "call.call_back": isObject({
    ...callRef,
    callBack: isFlag,
    calledBack: orNull(isObject({ at: isNumber, userId: isText, name: isText, email: orNull(isText) })),
  }),
  "lead.changed": isObject({ leadId: orNull(isText) }),
  "import.changed": isObject({ importId: isText }),
  "lead_settings.changed": isObject({}),
  "listing.changed": isObject({ listingId: isText }),
  "matches.changed": isObject({}),
  "lead.assigned": isObject({ leadId: orNull(isText) }),
  "lead.hidden": isObject({ leadId: isText }),
};

const isTyped = isObject<{ type: string }>({ type: isText });

const isHubEvent = (value: unknown): value is HubEvent =>
  isTyped(value) && Object.hasOwn(CHECKS, value.type) && CHECKS[value.type as HubEvent["type"]](value);

/** Unknown and malformed messages are dropped: an older screen goes on under a newer hub. */
export const readHubEvent = (text: string): HubEvent | null => readJson(text, isHubEvent);
