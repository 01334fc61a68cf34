import { Hono } from "hono";
import { countNewMatches, lookAt, readProposals } from "./service.ts";
import {
  newMatchesSchema,
  proposalPageSchema,
  proposalsQuerySchema,
  seenMatchesSchema,
} from "../../../../core/listings/match-wire.ts";
import { pageQuerySchema } from "../../../../core/contract/paging.ts";
import type { ScopeEnv } from "../../../context.ts";
import { validate } from "../../../middleware/validate.ts";
import { BODY_ERRORS, describe } from "../../../openapi.ts";

export const proposalRoutes = new Hono<ScopeEnv>()
  .get(
    "/waiting",
    describe({
      summary: "How many matches nobody has looked at, of leads that one may see, counted up to a hundred",
      tag: "listings",
      answer: newMatchesSchema,
      errors: ["unauthorized", "not_found"],
      access: "leads.read",
    }),
    async (c) => c.json({ matches: await countNewMatches(c.var.deps, c.var.scope) }),
  )
  .get(
    "/proposals",
    describe({
      summary: "Matches of leads that one may see, the latest first: those to decide about, or those that were decided",
      tag: "listings",
      answer: proposalPageSchema,
      errors: ["validation_failed", "unauthorized", "not_found"],
      access: "leads.read",
    }),
    validate("query", pageQuerySchema.extend(proposalsQuerySchema.shape)),
    async (c) => {
      const { list, ...page } = c.req.valid("query");
      return c.json(await readProposals(c.var.deps, c.var.scope, list, page));
    },
  )
  .put(
    "/seen",
    describe({
      summary: "Say that somebody has had these matches before their eyes; of others than new ones nothing changes",
      tag: "listings",
      answer: null,
      errors: BODY_ERRORS,
      access: "matches.decide",
    }),
    validate("json", seenMatchesSchema),
    async (c) => {
      const { deps, scope, actor } = c.var;
      await lookAt(deps, scope, actor.userId, c.req.valid("json").pairs);
      return c.body(null, 204);
    },
  );
