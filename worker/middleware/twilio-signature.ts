/**
 * Only Twilio may call the webhooks: X-Twilio-Signature is an HMAC over the public URL and the sorted form fields
 * (https://www.twilio.com/docs/usage/webhooks/webhooks-security). The URL is taken from PUBLIC_URL, because behind a
 * proxy or tunnel the host of the request is another one than Twilio called.
 */
import type { MiddlewareHandler } from "hono";
import { validateRequest } from "twilio/lib/webhooks/webhooks.js";
import { CodedError } from "../../core/contract/errors.ts";
import type { AppEnv } from "../context.ts";

export type TwilioEnv = {
  Bindings: AppEnv["Bindings"];
  Variables: AppEnv["Variables"] & { form: Readonly<Record<string, string>> };
};

export const twilioSignature: MiddlewareHandler<TwilioEnv> = async (c, next) => {
  const { config } = c.var.deps;
  // Not `text()`: workerd warns about a form's content type each time.
  const body = new TextDecoder().decode(await c.req.arrayBuffer());
  const form = Object.fromEntries(new URLSearchParams(body));
  const { pathname, search } = new URL(c.req.url);
  const signature = c.req.header("x-twilio-signature") ?? "";
  if (!validateRequest(config.TWILIO_AUTH_TOKEN, signature, `${config.PUBLIC_URL}${pathname}${search}`, form)) {
    throw new CodedError("bad_signature", "the signature does not fit");
  }
  c.set("form", form);
  await next();
};
