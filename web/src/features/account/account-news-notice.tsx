import { ShieldAlert } from "lucide-react";
import type { AccountEvent } from "../../../../core/auth/wire.ts";
import { formatDayAndClock } from "../../format/time.ts";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useNow } from "../../ui/use-now.ts";

const t = he.accountEvents;
const TIME_STEP_MS = 60_000;

export function AccountNewsNotice({ news, onSeen }: { news: AccountEvent; onSeen: () => void }) {
  const now = useNow(TIME_STEP_MS);
  return (
    <div className="mb-6">
      <Notice tone="warn" icon={<ShieldAlert aria-hidden />} title={t.newsTitle}>
        <p>
          {t.what[news.kind](news.byName)} · {formatDayAndClock(news.at, now)}
        </p>
        <p className="mt-0.5">{t.notYou}</p>
        <div className="mt-3 flex flex-wrap gap-2">
          <Button size="small" onPress={onSeen}>
            {t.seen}
          </Button>
          <LinkButton size="small" variant="quiet" to={paths.account()}>
            {t.toAccount}
          </LinkButton>
        </div>
      </Notice>
    </div>
  );
}
