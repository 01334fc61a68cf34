/** Every address of the dashboard. Links are made here and nowhere else; routes.tsx holds the same map as patterns. */
export type CallsFilter = "all" | "live" | "call-back";

const business = (slug: string) => `/b/${encodeURIComponent(slug)}`;

export const paths = {
  home: () => "/",
  signIn: (returnTo?: string) =>
    returnTo && returnTo !== "/" ? `/sign-in?next=${encodeURIComponent(returnTo)}` : "/sign-in",
  business: (slug: string) => business(slug),
  calls: (slug: string, filter: CallsFilter = "all") =>
    `${business(slug)}/calls${filter === "all" ? "" : `?filter=${filter}`}`,
  call: (slug: string, callId: string) => `${business(slug)}/calls/${encodeURIComponent(callId)}`,
  leads: (slug: string) => `${business(slug)}/leads`,
  lead: (slug: string, leadId: string) => `${business(slug)}/leads/${encodeURIComponent(leadId)}`,
  settings: (slug: string) => `${business(slug)}/settings`,
};
