/** `/p/:token`: a listing as customers see it. Whoever has the link may open it; nobody is to find it by searching. */
import { Hono, type Context } from "hono";
import { describeRoute } from "hono-openapi";
import { gonePage, sharedPage } from "./page.ts";
import { readShared, readSharedLogo, readSharedPhoto } from "./service.ts";

import type { AppEnv } from "../../../context.ts";

/** A link that is closed shows nothing; a picture that a browser has kept is gone then after so long. */
const KEPT_FOR_A_WHILE = "private, max-age=300";
const NOT_FOUND_BY_SEARCHING = { "X-Robots-Tag": "noindex, nofollow" };

const documented = (summary: string) =>
  describeRoute({
    summary,
    tags: ["listings"],
    responses: { 200: { description: "Done" }, 404: { description: "The link shows nothing" } },
  });

const picture = (c: Context<AppEnv>, file: Awaited<ReturnType<typeof readSharedPhoto>>) =>
  file
    ? c.body(file.bytes, 200, {
        ...NOT_FOUND_BY_SEARCHING,
        "Content-Type": file.type,
        "Content-Disposition": "inline",
        "Cache-Control": KEPT_FOR_A_WHILE,
      })
    : c.body(null, 404, NOT_FOUND_BY_SEARCHING);

export const sharedListingRoutes = new Hono<AppEnv>()
  .get("/:token", documented("A listing as customers see it, in HTML"), async (c) => {
    const token = c.req.param("token");
    const shared = await readShared(c.var.deps, token);
    if (!shared) return c.html(gonePage(), 404, NOT_FOUND_BY_SEARCHING);
    return c.html(sharedPage(shared, `/p/${token}`), 200, NOT_FOUND_BY_SEARCHING);
  })
  .get("/:token/photos/:photoId", documented("One of its photos"), async (c) => {
    const { token, photoId } = c.req.param();
    return picture(c, await readSharedPhoto(c.var.deps, token, photoId));
  })
  .get("/:token/logo", documented("The logo of the office that shares it"), async (c) =>
    picture(c, await readSharedLogo(c.var.deps, c.req.param("token"))),
  );
