/** For people who do not know their password. */
import { Hono } from "hono";
import { askForReset, confirmReset, lookAtReset } from "./service.ts";
import { inBackground } from "../in-background.ts";
import { rememberDevice } from "../enter.ts";
import { resetRequestCounters } from "../throttle/limits.ts";
import { throttle } from "../throttle/service.ts";
import {
  linkBodySchema,
  resetConfirmBodySchema,
  resetLookSchema,
  resetRequestBodySchema,
  resetWaySchema,
} from "../../../../core/auth/wire.ts";
import type { AppEnv } from "../../../context.ts";
import { validate } from "../../../middleware/validate.ts";
import { describe } from "../../../openapi.ts";

const ERRORS = ["bad_request", "validation_failed", "csrf_failed", "payload_too_large", "rate_limited"] as const;

export const passwordResetRoutes = new Hono<AppEnv>()
  .get(
    "/",
    describe({
      summary: "Whether links to a new password are mailed from here; if not, managers see who has asked for one",
      tag: "auth",
      answer: resetWaySchema,
      errors: [],
      access: "anyone",
    }),
    async (c) => c.json({ mailed: !c.var.deps.mail.off }),
  )
  .post(
    "/",
    describe({
      summary: "Ask for a link to choose a new password; answers the same whether the account exists or not",
      tag: "auth",
      answer: null,
      errors: ERRORS,
      access: "anyone",
    }),
    validate("json", resetRequestBodySchema),
    async (c) => {
      const { deps, client } = c.var;
      const { email } = c.req.valid("json");
      await throttle(deps, resetRequestCounters(deps.config.JWT_SECRET, client.address));
      // After the answer, which therefore takes as long for an account that does not exist.
      await inBackground(c, "reset_request_failed", askForReset(deps, email));
      return c.body(null, 204);
    },
  )
  .post(
    "/look",
    describe({
      summary: "Whose password a link is for",
      tag: "auth",
      answer: resetLookSchema,
      errors: [...ERRORS, "not_found"],
      access: "anyone",
    }),
    validate("json", linkBodySchema),
    async (c) => {
      const { email, expiresAt } = await lookAtReset(c.var.deps, c.req.valid("json").token, c.var.client);
      return c.json({ email, expiresAt });
    },
  )
  .post(
    "/confirm",
    describe({
      summary: "Choose the new password; ends all sessions of the account",
      tag: "auth",
      answer: null,
      errors: [...ERRORS, "not_found"],
      access: "anyone",
    }),
    validate("json", resetConfirmBodySchema),
    async (c) => {
      const account = await confirmReset(c.var.deps, c.req.valid("json"), c.var.client);
      // Who has the link is the owner: strangers' wrong passwords shall not keep them out with the new one.
      rememberDevice(c, account);
      return c.body(null, 204);
    },
  );
