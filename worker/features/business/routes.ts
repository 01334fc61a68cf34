import { Hono, type Context } from "hono";
import { logoRoutes } from "./logo/routes.ts";
import { policyRoutes } from "./policy/routes.ts";
import type { StoredSettings } from "./queries.ts";
import { changeSettings, readSettings } from "./service.ts";
import { findVersion } from "./versions/queries.ts";
import { versionRoutes } from "./versions/routes.ts";
import { settingsWarnings } from "../../../core/business/settings.ts";
import {
  ownNumbersSchema,
  settingsPatchSchema,
  settingsResponseSchema,
  warmUpResponseSchema,
} from "../../../core/business/wire.ts";
import { LISTENER_HEADER, type HubListener } from "../../../core/contract/hub-listener.ts";
import { CodedError } from "../../../core/contract/errors.ts";
import type { ScopeEnv } from "../../context.ts";
import { assertSameOrigin } from "../../middleware/same-origin.ts";
import { validate } from "../../middleware/validate.ts";
import { CHANGE_ERRORS, describe } from "../../openapi.ts";
import { phonesOf } from "../channels/queries.ts";
import { ACCESS_TOKEN_MS } from "../auth/access-token.ts";

async function answer(c: Context<ScopeEnv>, settings: StoredSettings) {
  const { OPENAI_REALTIME_MODEL, OPENAI_TEXT_MODEL, OPENAI_TRANSCRIBE_MODEL } = c.var.deps.config;
  const saved = await findVersion(c.var.scope, settings.version);
  return c.json({
    settings,
    lastSave: saved ? { by: saved.by, impersonator: saved.impersonator, changed: saved.changed } : null,
    platformDefaults: {
      realtimeModel: OPENAI_REALTIME_MODEL,
      textModel: OPENAI_TEXT_MODEL,
      transcribeModel: OPENAI_TRANSCRIBE_MODEL,
    },
    warnings: settingsWarnings(settings),
  });
}

export const businessRoutes = new Hono<ScopeEnv>()
  .route("/logo", logoRoutes)
  .route("/policy", policyRoutes)
  .route("/settings/versions", versionRoutes)
  .get(
    "/settings",
    describe({
      summary: "What the business has decided about its assistant",
      tag: "business",
      answer: settingsResponseSchema,
      errors: ["unauthorized", "forbidden", "not_found"],
      access: "assistant.read",
    }),
    async (c) => answer(c, await readSettings(c.var.scope)),
  )
  .patch(
    "/settings",
    describe({
      summary: "Change settings; `version` is the one that was read, another manager's change in between is a conflict",
      tag: "business",
      answer: settingsResponseSchema,
      errors: CHANGE_ERRORS,
      access: "assistant.change",
    }),
    validate("json", settingsPatchSchema),
    async (c) => {
      const { deps, actor, scope, place, log } = c.var;
      const settings = await changeSettings(deps, actor, { scope, place }, c.req.valid("json"));
      for (const { code, ...warning } of settingsWarnings(settings))
        log.warn(code, { businessId: place.businessId, ...warning });
      return answer(c, settings);
    },
  )
  .get(
    "/numbers",
    describe({
      summary: "Numbers at which the assistant of the business answers",
      tag: "business",
      answer: ownNumbersSchema,
      errors: ["unauthorized", "forbidden", "not_found"],
      access: "assistant.read",
    }),
    async (c) => c.json({ phones: await phonesOf(c.var.deps.directory, c.var.place.businessId) }),
  )
  .post(
    "/warm-up",
    describe({
      summary: "Get the assistant ready before the phone rings",
      tag: "business",
      answer: warmUpResponseSchema,
      errors: ["unauthorized", "forbidden", "csrf_failed", "not_found"],
      access: "assistant.warmUp",
    }),
    async (c) => {
      const { deps, place } = c.var;
      const { version } = await deps.hub(place.businessId).warmUp(place);
      return c.json({ version });
    },
  )
  .get(
    "/live",
    describe({
      summary: "WebSocket of what happens now: JSON frames as in core/contract/hub-events.ts",
      tag: "business",
      answer: null,
      errors: ["bad_request", "unauthorized", "csrf_failed", "not_found"],
      access: "live.watch",
    }),
    async (c) => {
      const { deps, place, scope, session, role } = c.var;
      if (c.req.header("Upgrade")?.toLowerCase() !== "websocket")
        throw new CodedError("bad_request", "this address speaks WebSocket only");
      // WebSockets know no same-origin policy, so the check that GET is otherwise spared is made here.
      assertSameOrigin(c);
      const { sessionId, user, expiresAt } = session;
      // No longer than an access token: whoever still has their rights then comes back by themself and is asked anew.
      const endsAt = Math.min(expiresAt, deps.now() + ACCESS_TOKEN_MS);
      const listener: HubListener = {
        sessionId,
        userId: user.id,
        onlyOf: scope.onlyOf,
        isManager: role === "manager",
        endsAt,
      };
      const headers = { Upgrade: "websocket", [LISTENER_HEADER]: JSON.stringify(listener) };
      return deps.hub(place.businessId).fetch("https://hub/live", { headers });
    },
  );
