/** `GET /streams/twilio/:callSid/:token`: Twilio's media socket, handed to the object of its call. */
import { Hono } from "hono";
import type { AppEnv } from "../context.ts";
import { CodedError } from "../../core/contract/errors.ts";
import { isStreamToken, STREAM_TOKEN } from "../stream-token.ts";

export const twilioStream = new Hono<AppEnv>().get(`/:callSid{CA[0-9a-f]{32}}/:token{${STREAM_TOKEN}}`, async (c) => {
  if (c.req.header("upgrade")?.toLowerCase() !== "websocket")
    throw new CodedError("bad_request", "a WebSocket upgrade is expected");
  const { callSid, token } = c.req.param();
  const { deps } = c.var;
  const refusal = () => new CodedError("forbidden", "the token is not good, or not any more");
  // Before an object is woken: every name that is made up would make one, and keep it.
  if (!isStreamToken(deps.config.JWT_SECRET, callSid, token)) throw refusal();
  const response = await deps.callSession(callSid).fetch(c.req.raw);
  if (response.status === 403) throw refusal();
  return response;
});
