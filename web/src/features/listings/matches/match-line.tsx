import type { ReactNode } from "react";
import type { DemandMatch, MatchState } from "../../../../../core/listings/match-wire.ts";
import { listingTexts } from "../../../i18n/he/listings.ts";
import { Badge } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import { missesOf } from "./verdict-texts.ts";

const t = listingTexts.matches;

type Props = {
  match: Pick<DemandMatch, "score" | "verdicts" | "state" | "reason">;
  children: ReactNode;
  /** Undefined: one may not. */
  onDecide: ((state: MatchState) => void) | undefined;
};

/** One pair: how well it fits, what misses and by how much, and what becomes of it. */
export function MatchLine({ match: { score, verdicts, state, reason }, children, onDecide }: Props) {
  const misses = missesOf(verdicts);
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-t border-line py-3 first:border-t-0">
      <div className="min-w-0 flex-1 basis-52">
        {children}
        <div className="mt-1 flex flex-wrap items-center gap-1.5 text-sm text-ink-soft">
          <Badge tone={score >= 80 ? "accent" : "neutral"}>{t.score(score)}</Badge>
          {state === "new" && reason && <Badge tone="warn">{t.reason[reason]}</Badge>}
          {state === "sent" && <Badge>{t.sent}</Badge>}
          {misses.length > 0 && <span>{misses.join(" · ")}</span>}
        </div>
      </div>
      {onDecide && (
        <div className="flex gap-1">
          {state === "dismissed" || state === "sent" ? (
            <Button size="small" variant="quiet" onPress={() => onDecide("new")}>
              {t.back}
            </Button>
          ) : (
            <>
              <Button size="small" onPress={() => onDecide("sent")}>
                {t.send}
              </Button>
              <Button size="small" variant="quiet" onPress={() => onDecide("dismissed")}>
                {t.dismiss}
              </Button>
            </>
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
