import { Hono } from "hono";
import { decideMatch, matchesOfLead, matchesOfListing } from "./service.ts";
import {
  demandMatchesSchema,
  listingMatchesSchema,
  matchStateBodySchema,
} from "../../../../core/listings/match-wire.ts";
import type { ScopeEnv } from "../../../context.ts";
import { validate } from "../../../middleware/validate.ts";
import { BODY_ERRORS, describe } from "../../../openapi.ts";
import { proposalRoutes } from "../proposals/routes.ts";
import { tellOfMatches } from "../proposals/service.ts";

export const matchRoutes = new Hono<ScopeEnv>()
  .get(
    "/listings/:listingId",
    describe({
      summary: "Who looks for what this listing offers, of the leads that one may see, the best first; and why",
      tag: "listings",
      answer: demandMatchesSchema,
      errors: ["unauthorized", "not_found"],
      access: "leads.read",
    }),
    async (c) => c.json(await matchesOfListing(c.var.scope, c.req.param("listingId"))),
  )
  .get(
    "/leads/:leadId",
    describe({
      summary: "Listings that fit what a lead looks for, the best first; and why",
      tag: "listings",
      answer: listingMatchesSchema,
      errors: ["unauthorized", "not_found"],
      access: "leads.read",
    }),
    async (c) => c.json(await matchesOfLead(c.var.scope, c.req.param("leadId"))),
  )
  .put(
    "/listings/:listingId/demands/:demandId",
    describe({
      summary: "Say what became of a match: seen, dismissed, sent, or new again",
      tag: "listings",
      answer: null,
      errors: BODY_ERRORS,
      access: "matches.decide",
    }),
    validate("json", matchStateBodySchema),
    async (c) => {
      const { deps, scope, actor } = c.var;
      await decideMatch(deps, scope, actor.userId, c.req.param(), c.req.valid("json").state);
      await tellOfMatches(deps, scope);
      return c.body(null, 204);
    },
  )
  .route("/", proposalRoutes);
