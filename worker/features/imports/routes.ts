import { Hono, type Context } from "hono";
import { takeFile } from "./file/service.ts";
import { listImports } from "./queries.ts";
import { problemPage, reportLines } from "./report/service.ts";
import {
  beginUndo,
  cancelImport,
  detailOf,
  previewImport,
  readImport,
  resumeImport,
  startImport,
  summaryOf,
} from "./service.ts";
import { csvAnswer } from "../exports/answer.ts";
import { CodedError } from "../../../core/contract/errors.ts";
import { pageOf, pageQuerySchema } from "../../../core/contract/paging.ts";
import {
  importDetailSchema,
  importRowSchema,
  importSchema,
  previewBodySchema,
  previewSchema,
  startBodySchema,
  uploadQuerySchema,
} from "../../../core/imports/wire.ts";
import type { ScopeEnv } from "../../context.ts";
import { validate } from "../../middleware/validate.ts";
import { BODY_ERRORS, CHANGE_ERRORS, describe } from "../../openapi.ts";

const READ_ERRORS = ["unauthorized", "forbidden", "not_found"] as const;
const CHANGED = ["unauthorized", "forbidden", "csrf_failed", "not_found", "conflict"] as const;

const recordOf = ({ req, var: { scope } }: Context<ScopeEnv>) => readImport(scope, req.param("importId") ?? "");
const whoOf = ({ var: { actor, place } }: Context<ScopeEnv>) => ({ actor, place });

/** How long it is has to be said: it is stored as it streams in. */
function bodyOf(c: Context<ScopeEnv>): { bytes: number; body: ReadableStream<Uint8Array> } {
  const bytes = Number(c.req.header("Content-Length") ?? Number.NaN);
  const { body } = c.req.raw;
  if (!Number.isSafeInteger(bytes) || body === null) throw new CodedError("bad_request", "the file says no length");
  return { bytes, body };
}

export const importRoutes = new Hono<ScopeEnv>()
  .get(
    "/",
    describe({
      summary: "Files of people that were read in, the latest first",
      tag: "leads",
      answer: pageOf(importSchema),
      errors: ["validation_failed", ...READ_ERRORS],
      access: "imports.read",
    }),
    validate("query", pageQuerySchema),
    async (c) => {
      const { items, nextCursor } = await listImports(c.var.scope, c.req.valid("query"));
      return c.json({ items: items.map(summaryOf), nextCursor });
    },
  )
  .post(
    "/",
    describe({
      summary: "A file to read in: the body is CSV of at most 25 MB and 50,000 rows. Nothing is written yet",
      tag: "leads",
      takes: ["text/csv"],
      answer: importDetailSchema,
      errors: [...BODY_ERRORS, "dependency_failed"],
      access: "leads.import",
    }),
    validate("query", uploadQuerySchema),
    async (c) => {
      const { deps, scope, actor } = c.var;
      const upload = { ...bodyOf(c), fileName: c.req.valid("query").fileName };
      return c.json(detailOf(await takeFile(deps, scope, actor, upload)));
    },
  )
  .get(
    "/:importId",
    describe({
      summary: "One file: what its columns hold, how far it has come, what came of it",
      tag: "leads",
      answer: importDetailSchema,
      errors: READ_ERRORS,
      access: "imports.read",
    }),
    async (c) => c.json(detailOf(await recordOf(c))),
  )
  .post(
    "/:importId/preview",
    describe({
      summary: "What would become of the first rows, with these columns",
      tag: "leads",
      answer: previewSchema,
      errors: BODY_ERRORS,
      access: "leads.import",
    }),
    validate("json", previewBodySchema),
    async (c) =>
      c.json({ items: await previewImport(c.var.deps, c.var.scope, await recordOf(c), c.req.valid("json")) }),
  )
  .post(
    "/:importId/start",
    describe({
      summary: "Read it in, with these columns",
      tag: "leads",
      answer: importDetailSchema,
      errors: CHANGE_ERRORS,
      access: "leads.import",
    }),
    validate("json", startBodySchema),
    async (c) => {
      const { deps, scope } = c.var;
      return c.json(detailOf(await startImport(deps, scope, whoOf(c), await recordOf(c), c.req.valid("json"))));
    },
  )
  .post(
    "/:importId/cancel",
    describe({
      summary: "Stop it: what has come in stays, and can be undone",
      tag: "leads",
      answer: importDetailSchema,
      errors: CHANGED,
      access: "leads.import",
    }),
    async (c) => c.json(detailOf(await cancelImport(c.var.deps, c.var.scope, whoOf(c), await recordOf(c)))),
  )
  .post(
    "/:importId/resume",
    describe({
      summary: "Let one that stood still go on where it ended",
      tag: "leads",
      answer: importDetailSchema,
      errors: CHANGED,
      access: "leads.import",
    }),
    async (c) => c.json(detailOf(await resumeImport(c.var.deps, c.var.scope, whoOf(c), await recordOf(c)))),
  )
  .post(
    "/:importId/undo",
    describe({
      summary: "Take back all that it did, within 7 days; what somebody has changed since stays",
      tag: "leads",
      answer: importDetailSchema,
      errors: CHANGED,
      access: "leads.import",
    }),
    async (c) => c.json(detailOf(await beginUndo(c.var.deps, c.var.scope, whoOf(c), await recordOf(c)))),
  )
  .get(
    "/:importId/rows",
    describe({
      summary: "Rows of which something is to be told, in the order of the file",
      tag: "leads",
      answer: pageOf(importRowSchema),
      errors: ["validation_failed", ...READ_ERRORS],
      access: "imports.read",
    }),
    validate("query", pageQuerySchema),
    async (c) => c.json(await problemPage(c.var.scope, await recordOf(c), c.req.valid("query"))),
  )
  .get(
    "/:importId/report",
    describe({
      summary: "The same as CSV, each with its own cells",
      tag: "leads",
      answer: ["text/csv"],
      errors: READ_ERRORS,
      access: "imports.read",
    }),
    async (c) => csvAnswer("import-report", reportLines(c.var.deps, c.var.scope, await recordOf(c))),
  );
