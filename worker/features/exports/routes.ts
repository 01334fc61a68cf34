import { Hono } from "hono";
import { csvAnswer } from "./answer.ts";
import { exportLines } from "./service.ts";
import { exportBodySchema } from "../../../core/imports/wire.ts";
import type { ScopeEnv } from "../../context.ts";
import { validate } from "../../middleware/validate.ts";
import { BODY_ERRORS, describe } from "../../openapi.ts";

export const exportRoutes = new Hono<ScopeEnv>().post(
  "/",
  describe({
    summary: "A list as CSV, by the filters of its screen; it is written down who took it",
    tag: "leads",
    answer: ["text/csv"],
    errors: BODY_ERRORS,
    access: "leads.export",
  }),
  validate("json", exportBodySchema),
  async (c) => {
    const { deps, scope, actor } = c.var;
    const body = c.req.valid("json");
    return csvAnswer(body.kind, await exportLines(deps, scope, actor, body));
  },
);
