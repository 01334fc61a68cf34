/** Which number belongs to whom. */
import { Hono } from "hono";
import { listNumbers } from "./queries.ts";
import { assignNumber, releaseNumber } from "./service.ts";
import { CHANNELS, numberBodySchema, numberSchema, numbersQuerySchema } from "../../../../core/admin/wire.ts";
import { CodedError } from "../../../../core/contract/errors.ts";
import { pageOf } from "../../../../core/contract/paging.ts";
import type { SessionEnv } from "../../../context.ts";
import { validate } from "../../../middleware/validate.ts";
import { describe } from "../../../openapi.ts";

export const numberRoutes = new Hono<SessionEnv>()
  .get(
    "/",
    describe({
      summary: "The platform's numbers, newest first",
      tag: "admin",
      answer: pageOf(numberSchema),
      errors: ["validation_failed", "unauthorized", "forbidden"],
      access: "numbers.read",
    }),
    validate("query", numbersQuerySchema),
    async (c) => c.json(await listNumbers(c.var.deps.directory, c.req.valid("query"))),
  )
  .post(
    "/",
    describe({
      summary: "Give a number to a business; one that is somebody's is a conflict that names whose",
      tag: "admin",
      answer: numberSchema,
      errors: ["bad_request", "validation_failed", "unauthorized", "forbidden", "csrf_failed", "conflict"],
      access: "numbers.change",
    }),
    validate("json", numberBodySchema),
    async (c) => c.json(await assignNumber(c.var.deps, c.var.actor, c.req.valid("json"))),
  )
  .delete(
    "/:channel/:address",
    describe({
      summary: "Take a number back; calls to it are refused from now on",
      tag: "admin",
      answer: null,
      errors: ["unauthorized", "forbidden", "csrf_failed", "not_found"],
      access: "numbers.change",
    }),
    async (c) => {
      const { channel: named, address } = c.req.param();
      const channel = CHANNELS.find((known) => known === named);
      if (!channel) throw new CodedError("not_found", "there is no such number");
      await releaseNumber(c.var.deps, c.var.actor, { channel, address });
      return c.body(null, 204);
    },
  );
