/** Where a request comes from, as the platform tells it; headers that a client could write itself are not asked. */
import type { HonoRequest } from "hono";
import { z } from "zod";
import type { Client } from "../../core/audit/actions.ts";
import type { Config } from "../env.ts";

const addressSchema = z.union([z.ipv4(), z.ipv6()]);

const USER_AGENT_MAX_CHARS = 300;

/** An address that is none counts as not told: it is stored, and requests are counted by it. */
export function clientOf(request: HonoRequest, { CLIENT_ADDRESS }: Pick<Config, "CLIENT_ADDRESS">): Client {
  const told = CLIENT_ADDRESS === "none" ? undefined : request.header(CLIENT_ADDRESS);
  const address = addressSchema.safeParse(told);
  return {
    address: address.success ? address.data : null,
    userAgent: request.header("User-Agent")?.slice(0, USER_AGENT_MAX_CHARS) ?? null,
  };
}
