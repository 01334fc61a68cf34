/** The two businesses and the people of docs: the same everywhere, so that scripts can rely on them. */
import { bayitCalls } from "./bayit/calls.ts";
import { bayitLeads } from "./bayit/leads.ts";
import { bayitListings } from "./bayit/listings.ts";
import { bayitSettings } from "./bayit/settings.ts";
import { carmelCalls } from "./carmel/calls.ts";
import { carmelLeads } from "./carmel/leads.ts";
import { carmelListings } from "./carmel/listings.ts";
import { carmelSettings } from "./carmel/settings.ts";
import type { SeedBusiness } from "./shapes.ts";
import type { Role } from "../../core/auth/permissions.ts";

export const SEED_BUSINESSES: readonly SeedBusiness[] = [
  {
    slug: "carmel",
    name: "נדל״ן הכרמל",
    calledNumber: "+97235550101",
    settings: carmelSettings,
    leads: carmelLeads,
    calls: carmelCalls,
    listings: carmelListings,
  },
  {
    slug: "bayit",
    name: "בית וגן נכסים",
    calledNumber: "+97235550102",
    settings: bayitSettings,
    leads: bayitLeads,
    calls: bayitCalls,
    listings: bayitListings,
  },
];

export type SeedPerson = {
  email: string;
  name: string;
  platformRole: "admin" | null;
  memberships: { slug: string; role: Role }[];
};

export const SEED_PEOPLE: readonly SeedPerson[] = [
  {
    email: "manager@carmel.test",
    name: "אורלי בן דוד",
    platformRole: null,
    memberships: [{ slug: "carmel", role: "manager" }],
  },
  {
    email: "agent@carmel.test",
    name: "ניר אברהמי",
    platformRole: null,
    memberships: [{ slug: "carmel", role: "business" }],
  },
  {
    email: "manager@bayit.test",
    name: "חנה רוזנברג",
    platformRole: null,
    memberships: [{ slug: "bayit", role: "manager" }],
  },
  { email: "admin@agentlocator.test", name: "צוות AgentLocator", platformRole: "admin", memberships: [] },
];
