import { Hono, type Context } from "hono";
import { addPhoto, nameWhatIsSeen, photoRefusal, putInOrder, readPhoto, removePhoto } from "./service.ts";
import { CodedError } from "../../../../core/contract/errors.ts";
import { IMAGE_TYPES } from "../../../../core/contract/image-type.ts";
import { listingSchema, photoAltSchema, photoOrderSchema } from "../../../../core/listings/wire.ts";
import type { ScopeEnv } from "../../../context.ts";
import { validate } from "../../../middleware/validate.ts";
import { CHANGE_ERRORS, describe } from "../../../openapi.ts";

/** A photo is never changed under its id. */
export const KEPT_FOR_EVER = "private, max-age=31536000, immutable";

/** Throws when fewer bytes came than were announced: whoever sent them is gone, and what came is not the picture. */
async function wholeBody({ req }: Context): Promise<ArrayBuffer> {
  const announced = req.header("Content-Length");
  const bytes = await req.arrayBuffer().catch((cause: unknown) => {
    throw new CodedError("bad_request", "the body broke off", { cause });
  });
  if (announced !== undefined && Number(announced) !== bytes.byteLength) throw photoRefusal("damaged");
  return bytes;
}

export const photoRoutes = new Hono<ScopeEnv>()
  .post(
    "/:listingId/photos",
    describe({
      summary: "One more photo, at the end: the body is the picture, of at most 2 MB and 4096 pixels each way",
      tag: "listings",
      takes: IMAGE_TYPES,
      answer: listingSchema,
      errors: [...CHANGE_ERRORS, "dependency_failed"],
      access: "listings.change",
    }),
    async (c) => {
      const { deps, actor, scope } = c.var;
      return c.json(await addPhoto(deps, actor, scope, c.req.param("listingId"), await wholeBody(c)));
    },
  )
  .put(
    "/:listingId/photos",
    describe({
      summary: "Put the photos in another order; the first is the cover",
      tag: "listings",
      answer: listingSchema,
      errors: CHANGE_ERRORS,
      access: "listings.change",
    }),
    validate("json", photoOrderSchema),
    async (c) => {
      const { deps, actor, scope } = c.var;
      const { photoIds } = c.req.valid("json");
      return c.json(await putInOrder(deps, actor, scope, c.req.param("listingId"), photoIds));
    },
  )
  .get(
    "/:listingId/photos/:photoId",
    describe({
      summary: "A photo; its address can be kept for ever",
      tag: "listings",
      answer: IMAGE_TYPES,
      errors: ["unauthorized", "not_found", "dependency_failed"],
      access: "listings.read",
    }),
    async (c) => {
      const { bytes, type } = await readPhoto(c.var.deps, c.var.scope, c.req.param());
      return c.body(bytes, 200, {
        "Content-Type": type,
        "Content-Disposition": "inline",
        "Cache-Control": KEPT_FOR_EVER,
      });
    },
  )
  .patch(
    "/:listingId/photos/:photoId",
    describe({
      summary: "Say in words what a photo shows",
      tag: "listings",
      answer: listingSchema,
      errors: CHANGE_ERRORS,
      access: "listings.change",
    }),
    validate("json", photoAltSchema),
    async (c) => {
      const { deps, actor, scope } = c.var;
      return c.json(await nameWhatIsSeen(deps, actor, scope, c.req.param(), c.req.valid("json").alt));
    },
  )
  .delete(
    "/:listingId/photos/:photoId",
    describe({
      summary: "Take a photo away",
      tag: "listings",
      answer: listingSchema,
      errors: ["unauthorized", "forbidden", "csrf_failed", "not_found"],
      access: "listings.change",
    }),
    async (c) => {
      const { deps, actor, scope } = c.var;
      return c.json(await removePhoto(deps, actor, scope, c.req.param()));
    },
  );
