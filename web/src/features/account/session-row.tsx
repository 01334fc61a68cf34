import { CircleHelp, Monitor, Smartphone, Tablet, UserRoundCog, type LucideIcon } from "lucide-react";
import type { OwnSession } from "../../../../core/auth/wire.ts";
import { errorMessage } from "../../api/error-message.ts";
import { formatAgo, formatDayAndClock } from "../../format/time.ts";
import { he } from "../../i18n/he.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Ltr } from "../../ui/ltr.tsx";
import { notify } from "../../ui/toast.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useEndSession } from "./account-queries.ts";
import { deviceOf, deviceText, type Device } from "./device-of.ts";

const ICONS: Record<Device["kind"], LucideIcon> = {
  desk: Monitor,
  phone: Smartphone,
  tablet: Tablet,
  unknown: CircleHelp,
};
const TIME_STEP_MS = 30_000;
const t = he.account;

export function SessionRow({ session, canEnd }: { session: OwnSession; canEnd: boolean }) {
  const now = useNow(TIME_STEP_MS);
  const device = deviceText(session.userAgent);
  const end = useEndSession({
    onDone: () => notify({ tone: "fine", title: t.sessionEnded, text: device }),
    onRefused: (error) => notify({ tone: "problem", title: t.endFailed, text: errorMessage(error) }),
  });
  const Icon = ICONS[deviceOf(session.userAgent).kind];
  const when = (at: number) => formatAgo(at, now) ?? formatDayAndClock(at, now);
  const endIt = () => end.mutate(session.id);
  return (
    <li className="flex items-start gap-3.5 border-t border-line py-4 first:border-t-0 first:pt-0 last:pb-0">
      <span className="grid size-10 shrink-0 place-items-center rounded-lg border border-line bg-sunken text-ink-soft">
        <Icon aria-hidden className="size-5" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-medium">
          {device}
          {session.current && <Badge tone="accent">{t.thisDevice}</Badge>}
        </p>
        {session.impersonator !== null && (
          <p className="mt-1">
            <Badge tone="warn" icon={<UserRoundCog aria-hidden />}>
              {t.impersonator(session.impersonator)}
            </Badge>
          </p>
        )}
        <p className="mt-0.5 flex flex-wrap gap-x-4 text-sm text-ink-soft">
          <span>{session.current ? t.inUseNow : t.lastUsed(when(session.lastUsedAt))}</span>
          <span>{t.signedInAt(formatDayAndClock(session.createdAt, now))}</span>
          {session.address !== null && (
            <span>
              {t.address}: <Ltr>{session.address}</Ltr>
            </span>
          )}
        </p>
      </div>
      {canEnd && !session.current && (
        <Button size="small" aria-label={t.endSessionOf(device)} isPending={end.isPending} onPress={endIt}>
          {t.endSession}
        </Button>
      )}
    </li>
  );
}
