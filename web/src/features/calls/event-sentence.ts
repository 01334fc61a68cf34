/** Events of a call as Hebrew sentences. Reads the free-form `data` carefully: what is missing is left out. Pure. */
import type { CallDetail } from "../../../../core/calls/wire.ts";
import { END_REASONS } from "../../../../core/calls/end-reason.ts";
import { WHY_NOT_TAKEN } from "../../../../core/calls/hand-off.ts";
import { FAILURE_CODES, type FailureCode } from "../../../../core/calls/failure.ts";
import { formatSeconds } from "../../format/time.ts";
import { he } from "../../i18n/he.ts";

export type CallEvent = CallDetail["events"][number];
export type Sentence = {
  text: string;
  tone: "normal" | "warn" | "danger";
  /** Why, and what to do about it. */ why?: { failure: FailureCode; reason: string; todo: string };
};

type Data = CallEvent["data"];

const textOf = (data: Data, key: string) => (typeof data[key] === "string" && data[key] !== "" ? data[key] : undefined);
const numberOf = (data: Data, key: string) =>
  typeof data[key] === "number" && Number.isFinite(data[key]) ? data[key] : undefined;
const memberOf = <Name extends string>(names: readonly Name[], value: unknown) => names.find((name) => name === value);

export const toolText = (name: string | undefined): string => (name && he.tools[name]) || he.toolUnknown;

const normal = (text: string): Sentence => ({ text, tone: "normal" });
const warn = (text: string): Sentence => ({ text, tone: "warn" });

function failed(text: string, data: Data): Sentence {
  const code = memberOf(FAILURE_CODES, data["failure"]);
  if (!code) return { text, tone: "danger" };
  const { short, why, todo } = he.failures[code];
  return { text: `${text.replace(/\.$/, "")}: ${short}.`, tone: "danger", why: { failure: code, reason: why, todo } };
}

const INCOMPLETE = ["content_filter", "max_output_tokens"] as const;

function ended(data: Data): Sentence {
  if (data["next"] === "dial" && !memberOf(FAILURE_CODES, data["failure"])) return normal(he.timeline.call_passed_on);
  const reason = memberOf(END_REASONS, data["reason"]);
  const text = reason ? he.call.endSentence[reason] : he.timeline.call_ended;
  return memberOf(FAILURE_CODES, data["failure"]) ? { text, tone: "danger" } : normal(text);
}

/** How much of the assistant's words was heard before the caller came in; the item that was playing decides. */
function heardMs(data: Data): number | undefined {
  const items: unknown[] = Array.isArray(data["items"]) ? data["items"] : [data];
  const heard = items.map((item) =>
    typeof item === "object" && item !== null ? numberOf(item as Data, "heardMs") : undefined,
  );
  return heard.find((ms) => ms !== undefined && ms > 0);
}

/** All events in words; a failure that comes again is explained the first time only. */
export function sentencesOf(events: readonly CallEvent[]): Array<{ event: CallEvent; sentence: Sentence }> {
  const explained = new Set<FailureCode>();
  return events.map((event) => {
    const sentence = sentenceOf(event);
    if (!sentence.why) return { event, sentence };
    const { why, ...short } = sentence;
    if (explained.has(why.failure)) return { event, sentence: short };
    explained.add(why.failure);
    return { event, sentence };
  });
}

export function sentenceOf({ kind, data }: CallEvent): Sentence {
  const { timeline } = he;
  switch (kind) {
    case "model_connected":
      return normal(timeline.model_connected(numberOf(data, "attempt")));
    case "model_reconnected":
      return normal(timeline.model_reconnected(numberOf(data, "attempt")));
    case "model_dropped":
    case "stream_lost":
    case "garbage_frame":
    case "greeting_unheard":
    case "session_trimmed":
    case "turn_not_transcribed":
      return warn(timeline[kind]);
    case "answer_incomplete": {
      const reason = memberOf(INCOMPLETE, data["reason"]);
      return warn(reason ? timeline.answer_incomplete_why[reason] : timeline.answer_incomplete);
    }
    case "handoff_failed": {
      const why = memberOf(WHY_NOT_TAKEN, data["why"]);
      return warn(why ? timeline.handoff_failed_why[why] : timeline.handoff_failed);
    }
    case "greeting_played":
      return data["disclosed"] === false ? warn(timeline.greeting_cut) : normal(timeline.greeting_played);
    case "model_failed":
      return failed(timeline.model_failed, data);
    case "interrupted": {
      const ms = heardMs(data);
      return normal(timeline.interrupted(ms === undefined ? undefined : formatSeconds(ms)));
    }
    case "tool_called":
      return normal(timeline.tool_called(toolText(textOf(data, "name"))));
    case "tool_finished": {
      const tool = toolText(textOf(data, "name"));
      return data["failed"] === true || data["status"] === "failed" || data["ok"] === false
        ? warn(timeline.tool_failed(tool))
        : normal(timeline.done[textOf(data, "name") ?? ""] ?? timeline.tool_finished(tool));
    }
    case "dtmf":
      return normal(timeline.dtmf(numberOf(data, "digits")));
    case "reprompted":
      return normal(timeline.reprompted(numberOf(data, "count")));
    case "frames_missing":
      return warn(timeline.frames_missing(numberOf(data, "count") ?? numberOf(data, "frames")));
    case "call_ended":
      return ended(data);
    case "webhook_received":
    case "stream_started":
    case "stream_reattached":
    case "wrapping_up":
    case "model_renewed":
    case "answer_retried":
    case "filler_played":
    case "speech_resumed":
    case "handoff_started":
    case "handed_off":
      return normal(timeline[kind]);
    default:
      // An event that a newer Worker knows and this screen does not.
      kind satisfies never;
      return normal(timeline.unknown);
  }
}
