/** `GET /streams/twilio/:callSid/:token`: Twilio's media socket, handed to the object of its call. */
import { Hono } from "hono";
import type { AppEnv } from "../context.ts";
import { CodedError } from "../../core/contract/errors.ts";

export const twilioStream = new Hono<AppEnv>().get("/:callSid{CA[0-9a-f]{32}}/:token{[0-9a-f]{48}}", async (c) => {
  if (c.req.header("upgrade")?.toLowerCase() !== "websocket")
    throw new CodedError("bad_request", "a WebSocket upgrade is expected");
  const { callSid } = c.req.param();
  const response = await c.var.deps.callSession(callSid).fetch(c.req.raw);
  if (response.status === 403) throw new CodedError("forbidden", "the token is not good, or not any more");
  return response;
});
