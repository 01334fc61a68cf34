/** Where a request comes from, as the platform tells it; headers that a client could write itself are not asked. */
import type { HonoRequest } from "hono";
import type { Client } from "../../core/audit/actions.ts";

const USER_AGENT_MAX_CHARS = 300;

export function clientOf(request: HonoRequest): Client {
  return {
    // Cloudflare sets it and takes away what the client sent under this name.
    address: request.header("CF-Connecting-IP") ?? null,
    userAgent: request.header("User-Agent")?.slice(0, USER_AGENT_MAX_CHARS) ?? null,
  };
}
