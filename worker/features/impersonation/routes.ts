/** A platform admin acts as a person of a business, for an hour and on record. */
import { Hono } from "hono";
import type { SessionEnv } from "../../context.ts";

export const impersonationRoutes = new Hono<SessionEnv>();
