import { Hono } from "hono";
import { z } from "zod";
import { listStatuses } from "./queries.ts";
import { leadStatusSchema } from "../../../../core/leads/status.ts";
import type { ScopeEnv } from "../../../context.ts";
import { describe } from "../../../openapi.ts";

export const leadStatusRoutes = new Hono<ScopeEnv>().get(
  "/",
  describe({
    summary: "The stages that the business's leads go through, in their order",
    tag: "leads",
    answer: z.object({ items: z.array(leadStatusSchema) }),
    errors: ["unauthorized", "not_found"],
    access: "leads.read",
  }),
  async (c) => c.json({ items: await listStatuses(c.var.scope) }),
);
