import { Hono, type Context } from "hono";
import { continueBulk, startBulk, stopBulk, undoBulk } from "./service.ts";
import { bulkRequestSchema, bulkRunSchema } from "../../../../core/leads/bulk.ts";
import type { ScopeEnv } from "../../../context.ts";
import { askerOf } from "../../../middleware/permission.ts";
import { validate } from "../../../middleware/validate.ts";
import { CHANGE_ERRORS, describe } from "../../../openapi.ts";

const byOf = (c: Context<ScopeEnv>) => ({ ...c.var, asker: askerOf(c) });
const described = (summary: string, access: "leads.bulk" | "leads.edit") =>
  describe({ summary, tag: "leads", answer: bulkRunSchema, errors: CHANGE_ERRORS, access });

export const bulkRoutes = new Hono<ScopeEnv>()
  .post(
    "/",
    described(
      "Begin one action on many leads: those named, or those that match; the first 500 are done at once",
      "leads.bulk",
    ),
    validate("json", bulkRequestSchema),
    async (c) => c.json(await startBulk(byOf(c), c.req.valid("json"))),
  )
  .post("/:runId/continue", described("The next 500 of an action on many leads", "leads.edit"), async (c) =>
    c.json(await continueBulk(byOf(c), c.req.param("runId"))),
  )
  .post("/:runId/stop", described("No more of an action on many leads", "leads.edit"), async (c) =>
    c.json(await stopBulk(byOf(c), c.req.param("runId"))),
  )
  .post(
    "/:runId/undo",
    described("Take back an action on many leads, 500 at once; leads changed since stay as they are", "leads.edit"),
    async (c) => c.json(await undoBulk(byOf(c), c.req.param("runId"))),
  );
