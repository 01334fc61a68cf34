import { useState, type ReactNode } from "react";
import type { DemandMatch, MatchState } from "../../../../../core/listings/match-wire.ts";
import { listingTexts } from "../../../i18n/he/listings.ts";
import { Badge } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import { onDemand } from "../../../ui/parts.ts";
import { WhenOpen } from "../../../ui/when-open.tsx";
import type { SendDialogProps } from "./send-dialog.tsx";
import { missesOf } from "./verdict-texts.ts";

const t = listingTexts.matches;
const sendDialog = onDemand(() => import("./send-dialog.tsx").then((file) => file.SendDialog));

type Props = {
  match: Pick<DemandMatch, "score" | "verdicts" | "state" | "reason">;
  children: ReactNode;
  /** Undefined: one may not. */
  onDecide: ((state: MatchState) => void) | undefined;
  /** Who is told of what, where both are known. */
  sending?: Pick<SendDialogProps, "lead" | "listing">;
  lineRef?: (element: HTMLLIElement | null) => void;
};

/** One pair: how well it fits, what misses and by how much, and what becomes of it. */
export function MatchLine({ match: { score, verdicts, state, reason }, children, onDecide, sending, lineRef }: Props) {
  const [isSending, setSending] = useState(false);
  const misses = missesOf(verdicts);
  const isOpen = state === "new" || state === "seen";
  return (
    <li
      ref={lineRef}
      className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-t border-line py-3 first:border-t-0"
    >
      <div className="min-w-0 flex-1 basis-52">
        {children}
        <div className="mt-1 flex flex-wrap items-center gap-1.5 text-sm text-ink-soft">
          <Badge tone={score >= 80 ? "accent" : "neutral"}>{t.score(score)}</Badge>
          {isOpen && reason && <Badge tone={state === "new" ? "warn" : "neutral"}>{t.reason[reason]}</Badge>}
          {state === "sent" && <Badge>{t.sent}</Badge>}
          {misses.length > 0 && <span>{misses.join(" · ")}</span>}
        </div>
      </div>
      {onDecide && (
        <div className="flex flex-wrap gap-1">
          {isOpen ? (
            <>
              <Button size="small" onPress={() => (sending ? setSending(true) : onDecide("sent"))}>
                {sending ? t.sending.open : t.send}
              </Button>
              <Button size="small" variant="quiet" onPress={() => onDecide("dismissed")}>
                {t.dismiss}
              </Button>
            </>
          ) : (
            <Button size="small" variant="quiet" onPress={() => onDecide("seen")}>
              {t.back}
            </Button>
          )}
          {sending && (
            <WhenOpen
              of={sendDialog}
              isOpen={isSending}
              onClose={() => setSending(false)}
              props={{
                ...sending,
                isOpen: isSending,
                onClose: () => setSending(false),
                onSent: () => onDecide("sent"),
              }}
            />
          )}
        </div>
      )}
    </li>
  );
}

/** Those to look at, and below them, folded away, those that were dismissed. */
export function MatchLists<Match extends { state: MatchState }>({
  items,
  hasMore,
  renderLine,
}: {
  items: readonly Match[];
  hasMore: boolean;
  renderLine: (match: Match) => ReactNode;
}) {
  const open = items.filter(({ state }) => state !== "dismissed");
  const dismissed = items.filter(({ state }) => state === "dismissed");
  return (
    <>
      <ul>{open.map(renderLine)}</ul>
      {hasMore && <p className="mt-2 text-sm text-ink-faint">{t.more}</p>}
      {dismissed.length > 0 && (
        <details className="mt-2">
          <summary className="min-h-9 cursor-pointer text-sm text-ink-soft">{t.dismissed(dismissed.length)}</summary>
          <ul>{dismissed.map(renderLine)}</ul>
        </details>
      )}
    </>
  );
}
