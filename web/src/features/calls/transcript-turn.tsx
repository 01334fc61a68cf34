import { Scissors } from "lucide-react";
import { memo } from "react";
import { directionOf } from "../../../../core/hebrew/direction.ts";
import { formatClockWithSeconds, formatDuration, formatSeconds } from "../../format/time.ts";
import { he } from "../../i18n/he.ts";
import type { LiveTurn } from "../../live/turns.ts";
import { cx } from "../../ui/cx.ts";
import { Ltr } from "../../ui/ltr.tsx";

/** The word joiner keeps it on the line of the last word. */
const Caret = () => (
  <span aria-hidden>
    {"\u2060"}
    <span className="ms-1 -me-1.5 inline-block h-[1.05em] w-[2px] translate-y-[0.18em] rounded-full bg-accent animate-caret" />
  </span>
);

function CutMark({ heardMs }: { heardMs: number | null }) {
  const heard = heardMs === null ? null : heardMs === 0 ? he.call.notHeard : he.call.heard(formatSeconds(heardMs));
  return (
    <p className="mt-1.5 flex items-center gap-1.5 text-xs text-warn">
      <Scissors aria-hidden className="size-3.5" />
      <span className="font-medium">{he.call.interrupted}</span>
      {heard && <span className="text-ink-faint">{heard}</span>}
    </p>
  );
}

type Props = {
  turn: LiveTurn;
  /** Who is speaking stands above the first of several turns in a row. */
  showsSpeaker: boolean;
  /** Times count from here. */
  callStartedAt: number;
  isSpeaking: boolean;
};

const FIELDS = ["seq", "role", "text", "startedAt", "interrupted", "heardMs", "untranscribed", "final"] as const;

/** Turns are made anew with every word that comes; of hundreds only the one that has changed is drawn again. */
const isDrawn = (before: Props, now: Props): boolean =>
  before.showsSpeaker === now.showsSpeaker &&
  before.callStartedAt === now.callStartedAt &&
  before.isSpeaking === now.isSpeaking &&
  FIELDS.every((field) => before.turn[field] === now.turn[field]);

/**
 * The caller stands at the right, where Hebrew begins; the assistant answers from the left. What is far from the screen is
 * laid out when it comes near: it is there for a search in the page and for a screen reader all the same.
 */
export const TranscriptTurn = memo(function TranscriptTurn({ turn, showsSpeaker, callStartedAt, isSpeaking }: Props) {
  const mine = turn.role === "assistant";
  return (
    <li
      className={cx(
        "flex flex-col [contain-intrinsic-block-size:auto_4rem] [content-visibility:auto] print:[content-visibility:visible]",
        mine ? "items-end" : "items-start",
        showsSpeaker ? "mt-5 first:mt-0" : "mt-1.5",
      )}
    >
      {showsSpeaker && (
        <p className="mb-1 flex items-baseline gap-2 px-1 text-xs">
          <span className={cx("font-semibold", mine ? "text-accent" : "text-ink-soft")}>
            {mine ? he.call.assistant : he.call.caller}
          </span>
          <time
            dateTime={new Date(turn.startedAt).toISOString()}
            title={formatClockWithSeconds(turn.startedAt)}
            className="text-ink-faint"
          >
            <Ltr>{formatDuration(turn.startedAt - callStartedAt)}</Ltr>
          </time>
        </p>
      )}
      <div
        className={cx(
          "max-w-[min(88%,38rem)] rounded-2xl px-4 py-2.5 text-base leading-[1.7]",
          mine ? "rounded-tl-md bg-accent-soft" : "rounded-tr-md bg-sunken",
        )}
      >
        {turn.untranscribed ? (
          <p className="text-ink-soft italic">{he.call.notWrittenDown}</p>
        ) : (
          <p dir={directionOf(turn.text)} className="whitespace-pre-wrap break-words">
            {turn.text}
            {isSpeaking && <Caret />}
          </p>
        )}
        {turn.interrupted && <CutMark heardMs={turn.heardMs} />}
      </div>
    </li>
  );
}, isDrawn);
