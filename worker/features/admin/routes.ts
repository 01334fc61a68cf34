/** The platform's own side: businesses, numbers, the platform's audit log. */
import { Hono } from "hono";
import type { SessionEnv } from "../../context.ts";

export const adminRoutes = new Hono<SessionEnv>();
