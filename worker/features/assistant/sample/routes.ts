import { Hono } from "hono";
import { speakSample } from "./service.ts";
import { sampleAskedSchema } from "../../../../core/business/wire.ts";
import type { ScopeEnv } from "../../../context.ts";
import { validate } from "../../../middleware/validate.ts";
import { BODY_ERRORS, describe } from "../../../openapi.ts";

export const sampleRoutes = new Hono<ScopeEnv>().post(
  "/greeting-sample",
  describe({
    summary: "Hear a greeting in a voice before it is saved; why it was not spoken stands in `details`",
    tag: "business",
    answer: ["audio/wav"],
    errors: [...BODY_ERRORS, "rate_limited", "dependency_failed"],
    access: "assistant.change",
  }),
  validate("json", sampleAskedSchema),
  async (c) => {
    const { deps, session, place } = c.var;
    const who = { userId: session.user.id, businessId: place.businessId };
    return c.body(await speakSample(deps, who, c.req.valid("json")), 200, { "Content-Type": "audio/wav" });
  },
);
