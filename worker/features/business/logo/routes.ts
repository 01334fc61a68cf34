import { Hono, type Context } from "hono";
import { z } from "zod";
import { changeLogo, findLogo, refusal, removeLogo } from "./service.ts";
import { logoSchema } from "../../../../core/business/logo.ts";
import { CodedError } from "../../../../core/contract/errors.ts";
import { IMAGE_TYPES } from "../../../../core/contract/image-type.ts";
import type { ScopeEnv } from "../../../context.ts";
import { validate } from "../../../middleware/validate.ts";
import { CHANGE_ERRORS, describe } from "../../../openapi.ts";
import { membershipHere } from "../name.ts";

const YEAR_S = 365 * 24 * 60 * 60;
const FOR_EVER = `private, max-age=${YEAR_S}, immutable`;
const ASK_AGAIN = "private, no-cache";

/** `version`: as the membership says it. With another one, or none, the logo of now comes, and is not kept. */
const logoQuerySchema = z.object({ version: z.coerce.number().int().optional() });

function businessHere(c: Pick<Context<ScopeEnv>, "var">) {
  const { businessId: id, name, logoVersion = null } = membershipHere(c);
  return { id, name, logoVersion };
}

/** Throws when fewer bytes came than were announced: whoever sent them is gone, and what came is not the picture. */
async function wholeBody({ req }: Context): Promise<ArrayBuffer> {
  const announced = req.header("Content-Length");
  const bytes = await req.arrayBuffer().catch((cause: unknown) => {
    throw new CodedError("bad_request", "the body broke off", { cause });
  });
  if (announced !== undefined && Number(announced) !== bytes.byteLength) throw refusal("damaged");
  return bytes;
}

const noLogo = () => new CodedError("not_found", "the business has no logo");

export const logoRoutes = new Hono<ScopeEnv>()
  .get(
    "/",
    describe({
      summary: "The logo; its address with the version of the membership can be kept for ever",
      tag: "business",
      answer: IMAGE_TYPES,
      errors: ["unauthorized", "validation_failed", "not_found", "dependency_failed"],
      access: "logo.read",
    }),
    validate("query", logoQuerySchema),
    async (c) => {
      const business = businessHere(c);
      const { logoVersion } = business;
      if (logoVersion === null) throw noLogo();
      const tag = `"${logoVersion}"`;
      const kept = {
        ETag: tag,
        "Cache-Control": c.req.valid("query").version === logoVersion ? FOR_EVER : ASK_AGAIN,
      };
      if (c.req.header("If-None-Match")?.includes(tag)) return c.body(null, 304, kept);

      const logo = await findLogo(c.var.deps, business);
      if (!logo) throw noLogo();
      return c.body(logo.bytes, 200, {
        ...kept,
        "Content-Type": logo.type,
        "Content-Disposition": `inline; filename="logo.${logo.type.replace("image/", "")}"`,
      });
    },
  )
  .put(
    "/",
    describe({
      summary: "A new logo: the body is the picture, of at most 256 kB and 16 to 2048 pixels each way",
      tag: "business",
      takes: IMAGE_TYPES,
      answer: logoSchema,
      errors: [...CHANGE_ERRORS, "dependency_failed"],
      access: "logo.change",
    }),
    async (c) => {
      const { deps, actor } = c.var;
      const [type = ""] = (c.req.header("Content-Type") ?? "").toLowerCase().split(";");
      const file = { bytes: await wholeBody(c), type: type.trim() };
      return c.json({ logoVersion: await changeLogo(deps, actor, businessHere(c), file) });
    },
  )
  .delete(
    "/",
    describe({
      summary: "Go without a logo",
      tag: "business",
      answer: null,
      errors: ["unauthorized", "forbidden", "csrf_failed", "not_found", "conflict"],
      access: "logo.change",
    }),
    async (c) => {
      await removeLogo(c.var.deps, c.var.actor, businessHere(c));
      return c.body(null, 204);
    },
  );
