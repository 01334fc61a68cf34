import { ArrowDown, Copy, LoaderCircle } from "lucide-react";
import { useState } from "react";
import type { CallDetail } from "../../../../core/calls/wire.ts";
import { he } from "../../i18n/he.ts";
import { useFollowedCall } from "../../live/live-context.ts";
import { useLiveTurns, useRunningTool } from "../../live/live-queries.ts";
import { mergeTurns, type LiveTurn } from "../../live/turns.ts";
import { Button } from "../../ui/button.tsx";
import { LiveDot } from "../../ui/live-dot.tsx";
import { useCopy } from "../../ui/use-copy.ts";
import { useBusiness } from "../business/business-context.ts";
import { toolText } from "./event-sentence.ts";
import { TranscriptTurn } from "./transcript-turn.tsx";
import { transcriptText } from "./transcript-text.ts";
import { useStickToEnd } from "./use-stick-to-end.ts";

function CopyTranscript({ turns, startedAt }: { turns: readonly LiveTurn[]; startedAt: number }) {
  const { copy } = useCopy(transcriptText(turns, startedAt), he.call.transcriptCopied);
  return (
    <Button variant="quiet" size="small" onPress={copy} className="-me-2 print:hidden">
      <Copy aria-hidden className="size-4" />
      {he.call.copyTranscript}
    </Button>
  );
}

/** What was said, and while the call runs what is being said. */
export function Transcript({ call }: { call: CallDetail }) {
  const { businessId } = useBusiness();
  const isLive = call.status !== "ended";
  // What was said last comes a moment after the end.
  const [wasLive] = useState(isLive);
  useFollowedCall(call.callSid, wasLive);
  const turns = mergeTurns(call.turns, useLiveTurns(businessId, call.id), !isLive);
  const tool = useRunningTool(businessId, call.id);
  const last = turns.at(-1);
  const growth = `${turns.length}:${last?.text.length ?? 0}:${tool?.at ?? 0}`;
  const { end, isSticking, jump } = useStickToEnd(isLive, growth);
  const startedAt = call.answeredAt ?? call.startedAt;

  return (
    <section aria-labelledby="transcript" className="rounded-xl border border-line bg-surface">
      <div className="flex min-h-12 items-center justify-between gap-3 border-b border-line px-4 md:px-5">
        <h2 id="transcript" className="flex items-center gap-2 py-3 text-sm font-semibold text-ink-soft">
          {he.call.transcript}
          {isLive && <LiveDot />}
        </h2>
        {turns.length > 0 && <CopyTranscript turns={turns} startedAt={startedAt} />}
      </div>
      <div className="relative px-4 py-5 md:px-6">
        {turns.length === 0 && (
          <p className="py-6 text-center text-ink-faint">
            {isLive ? he.call.transcriptEmptyLive : he.call.transcriptEmpty}
          </p>
        )}
        <div role="log" aria-live={isLive ? "polite" : "off"} aria-relevant="additions" aria-labelledby="transcript">
          <ol>
            {turns.map((turn, index) => (
              <TranscriptTurn
                key={turn.seq}
                turn={turn}
                showsSpeaker={turns[index - 1]?.role !== turn.role}
                callStartedAt={startedAt}
                isSpeaking={isLive && !turn.final && turn === last}
              />
            ))}
          </ol>
        </div>
        {isLive && tool && (
          <p className="mt-4 flex items-center justify-center gap-2 text-sm text-ink-faint">
            <LoaderCircle aria-hidden className="size-4 animate-spin" />
            {he.toolRunning(toolText(tool.name))}
          </p>
        )}
        <div ref={end} />
        {isLive && !isSticking && (
          <div className="sticky bottom-20 z-10 -mb-2 flex justify-center pt-2 md:bottom-6">
            <Button variant="primary" size="small" onPress={jump} className="rounded-full shadow-lg shadow-black/10">
              <ArrowDown aria-hidden className="size-4" />
              {he.call.jumpToNewest}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}
