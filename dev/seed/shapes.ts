/** What the content files are written in. Days and clock times are relative, so the demo is never old. */
import type { BusinessSettings } from "../../core/business/settings.ts";
import type { EndReason } from "../../core/calls/end-reason.ts";
import type { FailureCode } from "../../core/calls/failure.ts";
import type { DealType } from "../../core/leads/deal-types.ts";
import type { DemandFields } from "../../core/leads/demand.ts";
import type { MatchReason } from "../../core/listings/match-wire.ts";
import type { ListingState } from "../../core/listings/states.ts";
import type { ListingFields } from "../../core/listings/wire.ts";
import type { Lead } from "../../core/leads/wire.ts";

export type SeedLead = Pick<Lead, "name" | "status" | "source" | "notes" | "nextAction"> & {
  slug: string;
  /** What they want or offer; more than this one stands in `demands`. */
  dealType: DealType | null;
  area: string | null;
  rooms: number | null;
  budget: number | null;
  demands?: Partial<DemandFields>[];
  /** As it was given; null for a withheld number. */
  phone: string | null;
  createdDaysAgo: number;
  updatedDaysAgo: number;
};

/** One step of a call. `cut`: the caller spoke over the assistant; the text is what was heard. */
export type SeedStep =
  | { caller: string }
  | { assistant: string; cut?: true }
  | { tool: string }
  | { silenceMs: number }
  | {
      event:
        | "reprompted"
        | "model_dropped"
        | "model_reconnected"
        | "model_failed"
        | "stream_lost"
        | "stream_reattached"
        | "dtmf";
      data?: Record<string, unknown>;
    };

export type SeedCall = {
  slug: string;
  /** Whole days before today. */
  daysAgo: number;
  /** Clock time in Israel, "HH:MM". */
  at: string;
  /** The lead who rings, or the number of somebody who became none. */
  from: { lead: string } | { phone: string };
  steps: SeedStep[];
  end: EndReason;
  failure?: FailureCode;
  callBack?: true;
  summary: string | null;
  outcome: string | null;
};

export type SeedListing = Pick<
  ListingFields,
  | "deal"
  | "kind"
  | "city"
  | "neighbourhood"
  | "street"
  | "houseNumber"
  | "rooms"
  | "size"
  | "floor"
  | "floors"
  | "price"
  | "features"
  | "assistantLine"
  | "description"
> & {
  slug: string;
  state: ListingState;
  /** Begin and end, in days from today. */
  exclusiveInDays?: [number, number];
  /** Slug of a lead. */
  owner?: string;
  /** E-mail of a colleague. */
  agent: string | null;
  /** How many. */
  photos: number;
  /** What the first photos show. */
  photosShow?: string[];
  /** Of whom the office was told, and why. Slugs of leads: of the first thing that each looks for. */
  proposedTo?: { why: MatchReason; leads: string[]; daysAgo: number };
  updatedDaysAgo: number;
};

export type SeedBusiness = {
  slug: string;
  name: string;
  calledNumber: string;
  settings: BusinessSettings;
  leads: SeedLead[];
  calls: SeedCall[];
  listings: SeedListing[];
};
