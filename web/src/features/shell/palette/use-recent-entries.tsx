import { useQueries } from "@tanstack/react-query";
import { Building2, PhoneCall, UserRound } from "lucide-react";
import { useEffect, useEffectEvent } from "react";
import { useLocation } from "react-router";
import { hasCode } from "../../../api/api-error.ts";
import { he } from "../../../i18n/he.ts";
import { paths } from "../../../paths.ts";
import { businessQuery } from "../../admin/admin-queries.ts";
import { PLATFORM, type Recent } from "../../business/recent/recent.ts";
import { useRecent } from "../../business/recent/use-recent.ts";
import { callQuery } from "../../calls/call-queries.ts";
import { leadQuery } from "../../leads/lead-queries.ts";
import type { Place } from "../place.ts";
import { businessEntry, callEntry, iconClass, leadEntry, type Entry } from "./entries.tsx";

/** A name that was read a moment ago is still that name. */
const STALE_AFTER_MS = 60_000;

const isGone = (error: Error | null) => hasCode(error, "not_found") || hasCode(error, "forbidden");

/**
 * What was opened here last, without what is looked at now. Each is asked for, so that what may not be seen any more is
 * never shown, and is forgotten.
 */
export function useRecentEntries(place: Place, isShown: boolean, now: number): Entry[] {
  const { pathname } = useLocation();
  const business = place.kind === "business" ? place.business : null;
  const placeId = business?.businessId ?? (place.kind === "platform" ? PLATFORM : null);
  const { recent, forget } = useRecent(placeId);
  const businessId = business?.businessId ?? "";
  const slug = business?.slug ?? "";
  const asked = { enabled: isShown, staleTime: STALE_AFTER_MS, refetchInterval: false } as const;

  const leads = recent.filter(({ kind }) => kind === "lead");
  const calls = recent.filter(({ kind }) => kind === "call");
  const businesses = recent.filter(({ kind }) => kind === "business");
  const foundLeads = useQueries({ queries: leads.map(({ id }) => ({ ...leadQuery(businessId, id), ...asked })) });
  const foundCalls = useQueries({ queries: calls.map(({ id }) => ({ ...callQuery(businessId, id), ...asked })) });
  const foundBusinesses = useQueries({ queries: businesses.map(({ id }) => ({ ...businessQuery(id), ...asked })) });

  const lines = [
    ...leads.map((each, index) => ({
      each,
      to: paths.lead(slug, each.id),
      error: foundLeads[index]?.error ?? null,
      entry: foundLeads[index]?.data && leadEntry(foundLeads[index].data, slug),
    })),
    ...calls.map((each, index) => ({
      each,
      to: paths.call(slug, each.id),
      error: foundCalls[index]?.error ?? null,
      entry: foundCalls[index]?.data && callEntry(foundCalls[index].data, slug, now),
    })),
    ...businesses.map((each, index) => ({
      each,
      to: paths.adminBusiness(each.id),
      error: foundBusinesses[index]?.error ?? null,
      entry: foundBusinesses[index]?.data && businessEntry(foundBusinesses[index].data.business),
    })),
  ];

  const gone = lines.filter(({ error }) => isGone(error)).map(({ each }) => each);
  const forgetGone = useEffectEvent(() => gone.forEach(forget));
  useEffect(() => forgetGone(), [gone.length]);

  if (!isShown) return [];
  return lines
    .filter(({ to, error }) => !isGone(error) && to !== pathname)
    .sort((one, other) => recent.indexOf(one.each) - recent.indexOf(other.each))
    .map(({ each, to, entry }) => ({ ...(entry ?? unread(each, to)), key: `recent-${each.kind}-${each.id}` }));
}

const ICON = { lead: UserRound, call: PhoneCall, business: Building2 };

/** In its place until its name has come, so that the list does not move under the arrows. */
function unread({ kind, id }: Recent, to: string): Entry {
  const Icon = ICON[kind];
  return { key: id, to, text: he.palette.unread[kind], note: null, icon: <Icon aria-hidden className={iconClass} /> };
}
