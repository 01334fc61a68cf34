/**
 * What a `response.done` means. The vendor announces a tool call also in responses that were cancelled, broken off or
 * failed ("also emitted when a Response is interrupted, incomplete, or cancelled", openai's realtime types), so a call
 * counts only when its item is completed and its response was neither cancelled nor given up by us.
 */
import type { AnswerEnd, ToolAsk } from "../calls/engine.ts";
import type { ServerEvent } from "../contract/openai-realtime.ts";
import { failureOfCode, pauseNamedIn } from "./refusals.ts";

export type DoneResponse = Extract<ServerEvent, { type: "response.done" }>["response"];

export type ResponseEnd = {
  how: AnswerEnd;
  tools: ToolAsk[];
  /** Items that the session must forget: calls that are not run, text that nobody heard. */
  forget: string[];
};

export function endOfResponse(response: DoneResponse, seen: { spoke: boolean; dropped: boolean }): ResponseEnd {
  const output = response.output ?? [];
  const callItems = output.filter(({ type }) => type === "function_call");
  const notRun = callItems.flatMap(({ id }) => (id ? [id] : []));
  const { spoke } = seen;
  if (seen.dropped || response.status === "cancelled") return { how: { is: "cut" }, tools: [], forget: notRun };
  if (response.status === "failed") {
    const error = response.status_details?.error;
    const failure = failureOfCode(error?.code) ?? failureOfCode(error?.type) ?? "openai_server_error";
    const message = typeof error?.["message"] === "string" ? error["message"] : null;
    return { how: { is: "failed", failure, afterMs: pauseNamedIn(message), spoke }, tools: [], forget: notRun };
  }
  if (response.status === "incomplete") {
    const reason = response.status_details?.reason ?? "unknown";
    return { how: { is: "incomplete", reason, spoke }, tools: [], forget: notRun };
  }
  const isWhole = (item: (typeof output)[number]) => item.status === undefined || item.status === "completed";
  const tools = callItems
    .filter(isWhole)
    .flatMap(({ call_id: callId, name, arguments: args }) =>
      callId && name ? [{ callId, name, args: args ?? "{}" }] : [],
    );
  const forget = callItems.filter((item) => !isWhole(item)).flatMap(({ id }) => (id ? [id] : []));
  if (spoke || tools.length > 0) return { how: { is: "completed", spoke }, tools, forget };
  const written = output.filter(({ type }) => type === "message").flatMap(({ id }) => (id ? [id] : []));
  return {
    how: { is: "silent", why: written.length > 0 ? "text_only" : "empty" },
    tools: [],
    forget: [...forget, ...written],
  };
}
