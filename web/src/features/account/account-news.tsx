import { useQuery } from "@tanstack/react-query";
import { ShieldAlert } from "lucide-react";
import { useState } from "react";
import { formatDayAndClock } from "../../format/time.ts";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useSession } from "../auth/session-context.ts";
import { accountEventsQuery } from "./account-queries.ts";
import { seenEvents } from "./seen-events.ts";

const t = he.accountEvents;
const TIME_STEP_MS = 60_000;
/** Later than this it is no news. */
const NEWS_FOR_MS = 14 * 24 * 3_600_000;

/** Above every page, until it was read: what somebody else did with this account. */
export function AccountNews() {
  const { user, impersonation } = useSession();
  const [seenUntil, setSeenUntil] = useState(() => seenEvents.until(user.id));
  const now = useNow(TIME_STEP_MS);
  const { data } = useQuery({ ...accountEventsQuery, enabled: impersonation === null });
  const news = data?.find(({ byName, at }) => byName !== null && at > Math.max(seenUntil, now - NEWS_FOR_MS));
  if (!news || impersonation !== null) return null;
  const seen = () => {
    seenEvents.set(user.id, news.at);
    setSeenUntil(news.at);
  };
  return (
    <div className="mb-6">
      <Notice tone="warn" icon={<ShieldAlert aria-hidden />} title={t.newsTitle}>
        <p>
          {t.what[news.kind](news.byName)} · {formatDayAndClock(news.at, now)}
        </p>
        <p className="mt-0.5">{t.notYou}</p>
        <div className="mt-3 flex flex-wrap gap-2">
          <Button size="small" onPress={seen}>
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
