import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { he } from "../../i18n/he.ts";
import { useLiveState } from "../../live/live-context.ts";
import { paths } from "../../paths.ts";
import { cx } from "../../ui/cx.ts";
import { LiveDot } from "../../ui/live-dot.tsx";
import { liveCallsQuery } from "../calls/call-queries.ts";
import { useBusiness } from "./business-context.ts";

/** How many calls are running, and whether this screen would know: a silent broken line looks like a quiet day. */
export function LiveIndicator() {
  const { businessId, slug } = useBusiness();
  const state = useLiveState();
  const { data: live } = useQuery(liveCallsQuery(businessId));
  const amount = live?.length ?? 0;
  if (state === "waiting" || state === "offline") {
    return (
      <p role="status" className="flex items-center gap-2 text-xs font-medium text-warn">
        <span aria-hidden className="size-2 shrink-0 rounded-full border-2 border-warn" />
        {he.live.state[state]}
      </p>
    );
  }
  return (
    <Link
      to={paths.calls(slug, amount > 0 ? "live" : "all")}
      className={cx(
        "flex min-h-11 items-center gap-2 rounded-md text-xs md:min-h-9",
        amount > 0 ? "font-medium text-ink" : "text-ink-faint",
      )}
    >
      {state === "open" ? (
        <LiveDot pulsing={amount > 0} className={amount > 0 ? "" : "opacity-60"} />
      ) : (
        <span aria-hidden className="size-2 rounded-full bg-line-strong" />
      )}
      {live ? he.live.calls(amount) : he.live.state.connecting}
      <span className="sr-only">, {he.live.state[state]}</span>
    </Link>
  );
}
