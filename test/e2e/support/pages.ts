/**
 * Every page of the dashboard's URL map, with an address at which to see it and who sees it there. A route that is not
 * here fails web/src/routes.test.ts.
 */
import { seedId } from "../../../dev/seed/ids.ts";
import { SUSPENDED } from "./businesses.ts";

export type Visitor = "nobody" | "loner" | "agent" | "manager" | "tester" | "admin";
export type PageAddress = {
  /** As in routes.tsx. */ pattern: string;
  address: string;
  visitor: Visitor;
};

const NO_SECRET = "x".repeat(43);
const CARMEL = seedId("business/carmel");
const LISTING = seedId("listing/carmel/moriah-88");

export const PAGES: readonly PageAddress[] = [
  { pattern: "/sign-in", address: "/sign-in", visitor: "nobody" },
  { pattern: "/forgot", address: "/forgot", visitor: "nobody" },
  { pattern: "/reset", address: `/reset#${NO_SECRET}`, visitor: "nobody" },
  { pattern: "/invitation", address: `/invitation#${NO_SECRET}`, visitor: "nobody" },
  { pattern: "/*", address: "/no-such-page", visitor: "nobody" },

  { pattern: "/", address: "/", visitor: "loner" },
  { pattern: "/account", address: "/account", visitor: "manager" },
  { pattern: "/account", address: "/account", visitor: "loner" },
  { pattern: "/design", address: "/design", visitor: "manager" },

  { pattern: "/b/:slug", address: "/b/carmel", visitor: "manager" },
  { pattern: "/b/:slug", address: "/b/bayit", visitor: "agent" },
  { pattern: "/b/:slug/calls", address: "/b/carmel/calls", visitor: "manager" },
  { pattern: "/b/:slug/calls", address: "/b/carmel/calls?filter=live", visitor: "agent" },
  { pattern: "/b/:slug/calls", address: `/b/${SUSPENDED.slug}/calls`, visitor: "tester" },
  {
    pattern: "/b/:slug/calls/:callId",
    address: `/b/carmel/calls/${seedId("call/carmel/michal-buys")}`,
    visitor: "manager",
  },
  { pattern: "/b/:slug/leads/duplicates", address: "/b/carmel/leads/duplicates", visitor: "manager" },
  { pattern: "/b/:slug/leads/duplicates", address: "/b/carmel/leads/duplicates?state=dismissed", visitor: "agent" },
  { pattern: "/b/:slug/leads", address: "/b/carmel/leads", visitor: "manager" },
  { pattern: "/b/:slug/leads/import", address: "/b/carmel/leads/import", visitor: "manager" },
  // Files that are there are looked at where they are read in (imports.test.ts).
  { pattern: "/b/:slug/leads/import/:importId", address: "/b/carmel/leads/import/none", visitor: "manager" },
  { pattern: "/b/:slug/leads", address: "/b/carmel/leads?status=new,won&deal=buy&sort=name", visitor: "agent" },
  { pattern: "/b/:slug/leads/new", address: "/b/carmel/leads/new", visitor: "agent" },
  { pattern: "/b/:slug/leads/bin", address: "/b/carmel/leads/bin", visitor: "manager" },
  { pattern: "/b/:slug/leads/board", address: "/b/carmel/leads/board", visitor: "manager" },
  {
    pattern: "/b/:slug/leads/:leadId",
    address: `/b/carmel/leads/${seedId("lead/carmel/michal-shani")}`,
    visitor: "manager",
  },
  { pattern: "/b/:slug/settings/tags", address: "/b/carmel/settings/tags", visitor: "manager" },
  { pattern: "/b/:slug/settings/forms", address: "/b/carmel/settings/forms", visitor: "manager" },
  { pattern: "/b/:slug/search", address: "/b/carmel/search?q=%D7%97%D7%99%D7%A4%D7%94", visitor: "manager" },
  { pattern: "/b/:slug/listings", address: "/b/carmel/listings", visitor: "manager" },
  { pattern: "/b/:slug/listings", address: "/b/carmel/listings?view=table&exclusivity=ending", visitor: "agent" },
  { pattern: "/b/:slug/listings/matches", address: "/b/carmel/listings/matches", visitor: "agent" },
  { pattern: "/b/:slug/listings/matches", address: "/b/carmel/listings/matches?list=sent", visitor: "manager" },
  { pattern: "/b/:slug/listings/new", address: "/b/carmel/listings/new", visitor: "agent" },
  { pattern: "/b/:slug/listings/:listingId", address: `/b/carmel/listings/${LISTING}`, visitor: "manager" },
  { pattern: "/b/:slug/listings/:listingId/edit", address: `/b/carmel/listings/${LISTING}/edit`, visitor: "manager" },
  { pattern: "/b/:slug/settings", address: "/b/carmel/settings", visitor: "manager" },
  { pattern: "/b/:slug/settings", address: "/b/carmel/settings?part=office", visitor: "manager" },
  { pattern: "/b/:slug/settings", address: "/b/carmel/settings", visitor: "agent" },
  { pattern: "/b/:slug/settings", address: `/b/${SUSPENDED.slug}/settings`, visitor: "tester" },
  { pattern: "/b/:slug/settings/leads", address: "/b/carmel/settings/leads", visitor: "manager" },
  { pattern: "/b/:slug/people", address: "/b/carmel/people", visitor: "manager" },
  { pattern: "/b/:slug/people", address: "/b/carmel/people", visitor: "agent" },
  { pattern: "/b/:slug/audit", address: "/b/carmel/audit", visitor: "manager" },
  { pattern: "/b/:slug/*", address: "/b/carmel/no-such-page", visitor: "manager" },

  { pattern: "/admin", address: "/admin", visitor: "admin" },
  { pattern: "/admin", address: "/admin", visitor: "manager" },
  { pattern: "/admin/businesses", address: "/admin/businesses", visitor: "admin" },
  { pattern: "/admin/businesses/new", address: "/admin/businesses/new", visitor: "admin" },
  { pattern: "/admin/businesses/:businessId", address: `/admin/businesses/${CARMEL}`, visitor: "admin" },
  { pattern: "/admin/numbers", address: "/admin/numbers", visitor: "admin" },
  { pattern: "/admin/audit", address: "/admin/audit", visitor: "admin" },
  { pattern: "/admin/*", address: "/admin/no-such-page", visitor: "admin" },
];
