import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { onDemand } from "../../ui/parts.ts";
import { useNow } from "../../ui/use-now.ts";
import { WhenOpen } from "../../ui/when-open.tsx";
import { useSession } from "../auth/session-context.ts";
import { accountEventsQuery } from "./account-queries.ts";
import { seenEvents } from "./seen-events.ts";

/** Most people never have any. */
const notice = onDemand(() => import("./account-news-notice.tsx").then((file) => file.AccountNewsNotice));

const TIME_STEP_MS = 60_000;
/** Later than this it is no news. */
const NEWS_FOR_MS = 14 * 24 * 3_600_000;
const stays = () => {};

/** Above every page, until it was read: what somebody else did with this account. */
export function AccountNews() {
  const { user, impersonation } = useSession();
  const [seenUntil, setSeenUntil] = useState(() => seenEvents.until(user.id));
  const now = useNow(TIME_STEP_MS);
  const { data } = useQuery({ ...accountEventsQuery, enabled: impersonation === null });
  const news = data?.find(({ byName, at }) => byName !== null && at > Math.max(seenUntil, now - NEWS_FOR_MS));
  if (!news || impersonation !== null) return null;
  const onSeen = () => {
    seenEvents.set(user.id, news.at);
    setSeenUntil(news.at);
  };
  return <WhenOpen of={notice} isOpen onClose={stays} props={{ news, onSeen }} />;
}
