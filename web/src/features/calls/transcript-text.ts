/** What was said, as plain text to paste into a message or a file. Pure. */
import { formatDuration } from "../../format/time.ts";
import { he } from "../../i18n/he.ts";
import type { LiveTurn } from "../../live/turns.ts";

type Turn = Pick<LiveTurn, "role" | "text" | "startedAt" | "interrupted" | "untranscribed">;

export const transcriptText = (turns: readonly Turn[], callStartedAt: number): string =>
  turns.map((turn) => lineOf(turn, callStartedAt)).join("\n");

function lineOf({ role, text, startedAt, interrupted, untranscribed }: Turn, callStartedAt: number): string {
  const speaker = role === "assistant" ? he.call.assistant : he.call.caller;
  const words = untranscribed ? `(${he.call.notWrittenDown})` : text;
  const cut = interrupted ? ` (${he.call.interrupted})` : "";
  return `${formatDuration(startedAt - callStartedAt)} ${speaker}: ${words}${cut}`;
}
