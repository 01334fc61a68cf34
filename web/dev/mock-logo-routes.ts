/** Logos of the stand-in API: kept in memory, taken for whatever they are called. */
import { Hono } from "hono";

type Kept = { version: number; bytes: ArrayBuffer; type: string };
const logos = new Map<string, Kept>();
let uploads = 0;

export const logoVersionOf = (businessId: string): number | null => logos.get(businessId)?.version ?? null;

export const logoRoutes = new Hono()
  .get("/businesses/:businessId/logo", (c) => {
    const logo = logos.get(c.req.param("businessId"));
    return logo ? c.body(logo.bytes, 200, { "Content-Type": logo.type }) : c.body(null, 404);
  })
  .put("/businesses/:businessId/logo", async (c) => {
    const version = ++uploads;
    const type = c.req.header("Content-Type") ?? "";
    logos.set(c.req.param("businessId"), { version, type, bytes: await c.req.arrayBuffer() });
    return c.json({ logoVersion: version });
  })
  .delete("/businesses/:businessId/logo", (c) => {
    logos.delete(c.req.param("businessId"));
    return c.body(null, 204);
  });
