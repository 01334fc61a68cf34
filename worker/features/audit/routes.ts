/** Who did what in a business. */
import { Hono } from "hono";
import type { ScopeEnv } from "../../context.ts";

export const auditRoutes = new Hono<ScopeEnv>();
