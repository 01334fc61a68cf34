import { tellsBehind } from "../search-index/tells-behind.ts";
import { Hono } from "hono";
import { listListings } from "./queries.ts";
import { changeListing, changeState, createListing, deleteListing, readListing, restoreListing } from "./service.ts";
import { pageQuerySchema } from "../../../core/contract/paging.ts";
import { dayInIsrael } from "../../../core/listings/exclusivity.ts";
import {
  listingFilterSchema,
  listingPageSchema,
  listingPatchSchema,
  listingSchema,
  listingStateBodySchema,
  newListingSchema,
} from "../../../core/listings/wire.ts";
import type { ScopeEnv } from "../../context.ts";
import { validate } from "../../middleware/validate.ts";
import { CHANGE_ERRORS, describe } from "../../openapi.ts";
import { searchIds } from "../search-index/service.ts";
import { MOST_BY_TEXT } from "./most-by-text.ts";
import { photoRoutes } from "./photos/routes.ts";
import { noteMatches } from "./proposals/service.ts";
import { shareRoutes } from "./shares/routes.ts";

export const listingRoutes = new Hono<ScopeEnv>()
  .get(
    "/",
    describe({
      summary:
        "The listings of a business, latest changed first; narrowed, and searched by address and what is said of them",
      tag: "listings",
      answer: listingPageSchema,
      errors: ["validation_failed", "unauthorized", "not_found"],
      access: "listings.read",
    }),
    validate("query", pageQuerySchema.extend(listingFilterSchema.shape)),
    async (c) => {
      const { limit, cursor, query, ...filter } = c.req.valid("query");
      const { scope, deps } = c.var;
      const found = query ? await searchIds(scope, query, ["listing"], MOST_BY_TEXT, tellsBehind(c.var)) : undefined;
      const among = found?.listing;
      const today = dayInIsrael(deps.now());
      return c.json(await listListings(scope, { page: { limit, cursor }, filter, today, ...(among && { among }) }));
    },
  )
  .post(
    "/",
    describe({
      summary: "A new listing, as a draft",
      tag: "listings",
      answer: listingSchema,
      errors: CHANGE_ERRORS,
      access: "listings.change",
    }),
    validate("json", newListingSchema),
    async (c) => {
      const { deps, actor, scope } = c.var;
      return c.json(await createListing(deps, actor, scope, c.req.valid("json")));
    },
  )
  .get(
    "/:listingId",
    describe({
      summary: "One listing, also one in the bin",
      tag: "listings",
      answer: listingSchema,
      errors: ["unauthorized", "not_found"],
      access: "listings.read",
    }),
    async (c) => c.json(await readListing(c.var.scope, c.req.param("listingId"))),
  )
  .patch(
    "/:listingId",
    describe({
      summary: "Change fields, each from what it was; one that is another by now is a conflict and is named",
      tag: "listings",
      answer: listingSchema,
      errors: CHANGE_ERRORS,
      access: "listings.change",
    }),
    validate("json", listingPatchSchema),
    async (c) => {
      const { deps, actor, scope } = c.var;
      const { from, to } = c.req.valid("json");
      const listing = await changeListing(deps, actor, scope, c.req.param("listingId"), { from, to });
      // With no price before, one that is told now is no drop.
      const isLess = to.price != null && from.price != null && to.price < from.price;
      if (isLess) await noteMatches(deps, scope, listing.id, "price_drop");
      return c.json(listing);
    },
  )
  .put(
    "/:listingId/state",
    describe({
      summary: "What becomes of a listing, by the table of what may follow what",
      tag: "listings",
      answer: listingSchema,
      errors: CHANGE_ERRORS,
      access: "listings.change",
    }),
    validate("json", listingStateBodySchema),
    async (c) => {
      const { deps, actor, scope } = c.var;
      const listing = await changeState(deps, actor, scope, c.req.param("listingId"), c.req.valid("json"));
      if (listing.state === "active") await noteMatches(deps, scope, listing.id, "new_listing");
      return c.json(listing);
    },
  )
  .delete(
    "/:listingId",
    describe({
      summary: "Into the bin, where it stays for 30 days",
      tag: "listings",
      answer: null,
      errors: ["unauthorized", "forbidden", "csrf_failed", "not_found"],
      access: "listings.change",
    }),
    async (c) => {
      const { deps, actor, scope } = c.var;
      await deleteListing(deps, actor, scope, c.req.param("listingId"));
      return c.body(null, 204);
    },
  )
  .post(
    "/:listingId/restore",
    describe({
      summary: "Out of the bin",
      tag: "listings",
      answer: listingSchema,
      errors: ["unauthorized", "forbidden", "csrf_failed", "not_found"],
      access: "listings.change",
    }),
    async (c) => {
      const { deps, actor, scope } = c.var;
      const listing = await restoreListing(deps, actor, scope, c.req.param("listingId"));
      // What had been proposed went with it into the bin.
      if (listing.state === "active") await noteMatches(deps, scope, listing.id, "new_listing");
      return c.json(listing);
    },
  )
  .route("/", photoRoutes)
  .route("/", shareRoutes);
