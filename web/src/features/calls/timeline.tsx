import { ChevronDown } from "lucide-react";
import { Button, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import type { CallDetail } from "../../../../core/calls/wire.ts";
import { formatClockWithSeconds } from "../../format/time.ts";
import { toldName } from "../../format/told-name.ts";
import { he } from "../../i18n/he.ts";
import { cx } from "../../ui/cx.ts";
import { Ltr } from "../../ui/ltr.tsx";
import { sentencesOf, type Sentence } from "./event-sentence.ts";

const DOTS = { normal: "bg-line-strong", warn: "bg-warn", danger: "bg-danger" };

function EventLine({ at, sentence: { text, tone, why } }: { at: number; sentence: Sentence }) {
  return (
    <li className="relative grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 pb-3 last:pb-0">
      <span aria-hidden className={cx("mt-2 size-2 rounded-full ring-4 ring-surface", DOTS[tone])} />
      <div className="min-w-0">
        <p className="flex items-baseline justify-between gap-3 text-sm">
          <span
            className={cx("min-w-0", tone === "danger" && "font-medium text-danger", tone === "warn" && "text-warn")}
          >
            {text}
          </span>
          <time dateTime={new Date(at).toISOString()} className="shrink-0 text-xs text-ink-faint">
            <Ltr>{formatClockWithSeconds(at)}</Ltr>
          </time>
        </p>
        {why && (
          <p className="mt-1 rounded-lg bg-danger-soft px-3 py-2 text-xs">
            {why.reason} {why.todo}
          </p>
        )}
      </div>
    </li>
  );
}

/** What happened on the line and behind it. Closed, unless it explains a failure. */
export function Timeline({ call, startsOpen }: { call: CallDetail; startsOpen: boolean }) {
  const { events, calledBack } = call;
  return (
    <Disclosure
      defaultExpanded={startsOpen}
      className="group print:not-data-expanded:hidden rounded-xl border border-line bg-surface"
    >
      <Heading level={2}>
        <Button
          slot="trigger"
          className="flex min-h-12 w-full items-center justify-between gap-3 rounded-xl px-4 text-sm font-semibold text-ink-soft data-hovered:text-ink md:px-5"
        >
          {he.call.timeline}
          <span className="flex items-center gap-2 font-normal text-ink-faint">
            {he.call.timelineCount(events.length + (calledBack ? 1 : 0))}
            <ChevronDown aria-hidden className="size-4 transition-transform group-data-expanded:rotate-180" />
          </span>
        </Button>
      </Heading>
      <DisclosurePanel>
        <ol className="relative px-4 pt-1 pb-4 before:absolute before:inset-y-3 before:start-[calc(1rem+3.5px)] before:w-px before:bg-line md:px-5 md:before:start-[calc(1.25rem+3.5px)]">
          {sentencesOf(events).map(({ event, sentence }) => (
            <EventLine key={event.seq} at={event.at} sentence={sentence} />
          ))}
          {calledBack && (
            <EventLine
              at={calledBack.at}
              sentence={{ text: he.call.calledBack(toldName(calledBack.name, calledBack.email)), tone: "normal" }}
            />
          )}
        </ol>
      </DisclosurePanel>
    </Disclosure>
  );
}
