import type { EndReason } from "../../core/calls/end-reason.ts";

/** Every address of the dashboard. Links are made here and nowhere else; routes.tsx holds the same map as patterns. */
export type CallsFilter = "all" | "live" | "call-back";
/** The list of calls narrowed further. Days as `2026-11-22`, in Israel, both of them included; `agent`: a user id. */
export type CallsNarrowing = { from?: string; to?: string; outcome?: EndReason; agent?: string };
export type LeadsFilter = "all" | "mine" | "none";
export const SEARCHED_KINDS = ["all", "leads", "calls"] as const;
export type SearchedKind = (typeof SEARCHED_KINDS)[number];
export const SETTINGS_PARTS = ["assistant", "access", "office"] as const;
export type SettingsPart = (typeof SETTINGS_PARTS)[number];

const business = (slug: string) => `/b/${encodeURIComponent(slug)}`;

export const paths = {
  home: () => "/",
  /** `returnTo`: path, query and fragment. */
  signIn: (returnTo?: string) =>
    returnTo && returnTo !== "/" ? `/sign-in?next=${encodeURIComponent(returnTo)}` : "/sign-in",
  forgot: () => "/forgot",
  /** The secret of these two stands in the fragment, which no server and no log sees. */
  reset: () => "/reset",
  invitation: () => "/invitation",

  account: () => "/account",
  design: () => "/design",

  business: (slug: string) => business(slug),
  calls: (slug: string, filter: CallsFilter = "all", narrowing: CallsNarrowing = {}) => {
    const query = new URLSearchParams({ ...(filter !== "all" && { filter }), ...narrowing }).toString();
    return `${business(slug)}/calls${query && `?${query}`}`;
  },
  call: (slug: string, callId: string) => `${business(slug)}/calls/${encodeURIComponent(callId)}`,
  leads: (slug: string, of: LeadsFilter = "all") => `${business(slug)}/leads${of === "all" ? "" : `?of=${of}`}`,
  imports: (slug: string) => `${business(slug)}/leads/import`,
  import: (slug: string, importId: string) => `${business(slug)}/leads/import/${encodeURIComponent(importId)}`,
  /** `search`: as features/leads/list/list-filter.ts writes it. */
  leadsFiltered: (slug: string, search: string) => `${business(slug)}/leads${search && `?${search}`}`,
  leadBin: (slug: string) => `${business(slug)}/leads/bin`,
  /** The board of leads by status. `query`: filters, the same as of the list. */
  leadsBoard: (slug: string, query = "") => `${business(slug)}/leads/board${query && `?${query}`}`,
  lead: (slug: string, leadId: string) => `${business(slug)}/leads/${encodeURIComponent(leadId)}`,
  /** Pairs that may be one person; those that somebody said are two. */
  leadDuplicates: (slug: string, state: "open" | "dismissed" = "open") =>
    `${business(slug)}/leads/duplicates${state === "open" ? "" : `?state=${state}`}`,
  /** `kind`: of these alone. */
  search: (slug: string, typed: string, kind: SearchedKind = "all") =>
    `${business(slug)}/search?${new URLSearchParams({ q: typed, ...(kind !== "all" && { in: kind }) }).toString()}`,
  /** `narrowing`: as it stands in the address (features/listings/listings-narrowing.ts). */
  listings: (slug: string, narrowing: Readonly<Record<string, string>> = {}) => {
    const query = new URLSearchParams(narrowing).toString();
    return `${business(slug)}/listings${query && `?${query}`}`;
  },
  /** Homes and people who look for such. */
  matches: (slug: string, list: "open" | "sent" | "dismissed" = "open") =>
    `${business(slug)}/listings/matches${list === "open" ? "" : `?list=${list}`}`,
  newListing: (slug: string) => `${business(slug)}/listings/new`,
  listing: (slug: string, listingId: string) => `${business(slug)}/listings/${encodeURIComponent(listingId)}`,
  editListing: (slug: string, listingId: string) => `${business(slug)}/listings/${encodeURIComponent(listingId)}/edit`,
  /** The page for customers, outside of the dashboard. */
  sharedListing: (token: string) => `/p/${token}`,
  newLead: (slug: string) => `${business(slug)}/leads/new`,
  settings: (slug: string, part: SettingsPart = "assistant") =>
    `${business(slug)}/settings${part === "assistant" ? "" : `?part=${part}`}`,
  /** Statuses of leads: a part of the settings that has its own page. */
  leadSettings: (slug: string) => `${business(slug)}/settings/leads`,
  /** Tags of leads; the same. */
  tags: (slug: string) => `${business(slug)}/settings/tags`,
  /** Forms by which people come in; the same. */
  forms: (slug: string) => `${business(slug)}/settings/forms`,
  /** A form as the public sees it, outside of the dashboard. */
  publicForm: (formSlug: string) => `/f/${formSlug}`,
  people: (slug: string) => `${business(slug)}/people`,
  /** The same page with its dialog open. */
  invite: (slug: string) => `${business(slug)}/people?invite=1`,
  /** `person`: whose lines alone. */
  audit: (slug: string, person?: string) =>
    `${business(slug)}/audit${person === undefined ? "" : `?person=${encodeURIComponent(person)}`}`,

  admin: () => "/admin",
  /** Leads on to `admin`; what belongs to a business lies below it. */
  adminBusinesses: () => "/admin/businesses",
  adminNewBusiness: () => "/admin/businesses/new",
  adminBusiness: (businessId: string) => `/admin/businesses/${encodeURIComponent(businessId)}`,
  adminNumbers: () => "/admin/numbers",
  adminAssignNumber: () => "/admin/numbers?assign=1",
  adminAudit: (filter: { person?: string; business?: string } = {}) =>
    `/admin/audit${Object.keys(filter).length === 0 ? "" : `?${new URLSearchParams(filter).toString()}`}`,
};
