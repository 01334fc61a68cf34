import { Hono } from "hono";
import { search } from "./service.ts";
import { searchAnswerSchema, searchAskedSchema } from "../../../core/search/wire.ts";
import type { ScopeEnv } from "../../context.ts";
import { validate } from "../../middleware/validate.ts";
import { describe } from "../../openapi.ts";

export const searchRoutes = new Hono<ScopeEnv>().get(
  "/",
  describe({
    summary:
      "Leads, calls and listings by names, numbers, addresses and what was said or noted; of those that one may see",
    tag: "search",
    answer: searchAnswerSchema,
    errors: ["validation_failed", "unauthorized", "not_found"],
    access: "leads.read",
  }),
  validate("query", searchAskedSchema),
  async (c) => {
    const { query = "", limit } = c.req.valid("query");
    const { scope, log } = c.var;
    const onBehind = (cause: unknown) => log.error("search_index_not_written", { businessId: scope.businessId, cause });
    return c.json(await search(scope, query, limit, onBehind));
  },
);
