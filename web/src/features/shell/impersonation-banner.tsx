import { VenetianMask } from "lucide-react";
import { useEffect, useEffectEvent, useRef } from "react";
import type { Impersonation } from "../../../../core/auth/wire.ts";
import { formatDuration } from "../../format/time.ts";
import { he } from "../../i18n/he.ts";
import { Button } from "../../ui/button.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useBannerHeight } from "./use-banner-height.ts";
import { useEndImpersonation } from "./use-end-impersonation.ts";

const SECOND_MS = 1_000;
/** Ended by ourselves while the session still lives: one that has run out cannot lead back to the admin's own. */
const END_BEFORE_MS = 5 * SECOND_MS;
const SOON_MS = 5 * 60 * SECOND_MS;

/** Above every page, never out of sight: who is here as whom, why, and for how long. */
export function ImpersonationBanner({ as, byName, reason, businessId, expiresAt }: Impersonation & { as: string }) {
  const texts = he.shell.impersonation;
  const banner = useRef<HTMLElement>(null);
  const now = useNow(SECOND_MS);
  const { end, isEnding } = useEndImpersonation(businessId);
  const leftMs = Math.max(0, expiresAt - now);
  const isOver = leftMs <= END_BEFORE_MS;
  const isSoon = leftMs <= SOON_MS;
  useBannerHeight(banner);

  const timeIsUp = useEffectEvent(() => end("expired"));

  useEffect(() => {
    if (isOver) timeIsUp();
  }, [isOver]);

  return (
    <aside
      ref={banner}
      aria-label={texts.label}
      className="sticky top-0 z-40 flex items-center gap-3 bg-alarm px-4 py-2 text-on-alarm md:px-6"
    >
      <VenetianMask aria-hidden className="size-5 shrink-0 max-sm:hidden" />
      <div className="min-w-0 flex-1 leading-snug">
        <p className="truncate font-semibold">{texts.title(as)}</p>
        <p className="text-xs max-sm:line-clamp-2 sm:truncate">
          {texts.by(byName)} · {texts.reason(reason)} <span className="max-lg:hidden">· {texts.recorded}</span>
        </p>
      </div>
      <p className="shrink-0 text-center leading-tight">
        <span className="block text-xs max-sm:sr-only">{texts.left}</span>
        <bdi dir="ltr" role="timer" className="text-base font-semibold">
          {formatDuration(leftMs)}
        </bdi>
      </p>
      <p role="status" className="sr-only">
        {isSoon && texts.soon}
      </p>
      <Button variant="secondary" size="small" className="shrink-0" isPending={isEnding} onPress={() => end(null)}>
        {isEnding ? texts.leaving : texts.leave}
      </Button>
    </aside>
  );
}
