/** What a list shows first, asked for when somebody is about to open it: its file and its lines come side by side. */
import type { QueryClient } from "@tanstack/react-query";
import type { Session } from "../../core/auth/wire.ts";
import { SESSION_KEY } from "./features/auth/session-queries.ts";
import { callListQuery } from "./features/calls/call-queries.ts";
import { leadCountQuery, leadListQuery } from "./features/leads/lead-queries.ts";

const LIST = /^\/b\/([^/]+)\/(leads|calls)$/;

/** `path`: within the dashboard, without filters. What was asked for a moment ago is not asked for again. */
export function prefetchList(queries: QueryClient, path: string): void {
  const [, slug, list] = LIST.exec(path) ?? [];
  const session = queries.getQueryData<Session>(SESSION_KEY);
  const business = session?.memberships.find((one) => encodeURIComponent(one.slug) === slug);
  if (!business) return;
  const { businessId } = business;
  if (list === "leads") {
    void queries.prefetchInfiniteQuery(leadListQuery(businessId));
    void queries.prefetchQuery(leadCountQuery(businessId, {}));
  } else void queries.prefetchInfiniteQuery(callListQuery(businessId, "all"));
}
