import { Hono } from "hono";
import { findVersion, listVersions } from "./queries.ts";
import { keptSettingsSchema, settingsVersionsSchema } from "../../../../core/business/wire.ts";
import { CodedError } from "../../../../core/contract/errors.ts";
import type { ScopeEnv } from "../../../context.ts";
import { describe } from "../../../openapi.ts";

/** Whoever may change the settings may read what they were: both are managers. */
export const versionRoutes = new Hono<ScopeEnv>()
  .get(
    "/",
    describe({
      summary: "The latest saves of the settings, newest first: who, when, and which fields",
      tag: "business",
      answer: settingsVersionsSchema,
      errors: ["unauthorized", "forbidden", "not_found"],
      access: "assistant.read",
    }),
    async (c) => c.json({ versions: await listVersions(c.var.scope) }),
  )
  .get(
    "/:version",
    describe({
      summary: "The settings as one of those saves left them",
      tag: "business",
      answer: keptSettingsSchema,
      errors: ["unauthorized", "forbidden", "not_found"],
      access: "assistant.read",
    }),
    async (c) => {
      const asked = c.req.param("version");
      const found = /^\d{1,9}$/.test(asked) ? await findVersion(c.var.scope, Number(asked)) : undefined;
      if (!found) throw new CodedError("not_found", "there is no such version, or it is too old to be kept");
      return c.json(found);
    },
  );
