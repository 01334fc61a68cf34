/** People of a business, their roles and invitations. */
import { Hono } from "hono";
import type { ScopeEnv } from "../../context.ts";

export const peopleRoutes = new Hono<ScopeEnv>();
