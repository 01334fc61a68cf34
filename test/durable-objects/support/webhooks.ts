/** Twilio's webhooks as Twilio sends them, to an app on the real bindings. */
import { eq } from "drizzle-orm";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { createApp } from "../../../worker/app.ts";
import { businesses, channelAddresses } from "../../../worker/db/directory/schema.ts";
import { createLogger } from "../../../worker/log.ts";
import { businessWithModel, deps, env } from "./calls.ts";

export const FROM = "+972521234567";
/** Whom the businesses of `aNumber` hand calls to. */
export const PERSON = "+97235550199";
let numbers = 0;

/** A business with a number of its own; its model behaves as its name says. */
export async function aNumber(
  model = `answers-${crypto.randomUUID()}`,
  status: "active" | "suspended" = "active",
  handoffPhone: string = PERSON,
) {
  const business = await businessWithModel(model, { handoffPhone });
  const to = `+9723${String(5_000_000 + Math.floor(Math.random() * 400_000) * 10 + (++numbers % 10))}`;
  await deps.directory
    .insert(channelAddresses)
    .values({ channel: "phone", address: to, businessId: business.id, createdAt: 0 });
  await deps.directory.update(businesses).set({ status }).where(eq(businesses.id, business.id));
  return { business, to };
}

/** An app whose parts may be broken; `lines`: what it has logged. */
export function appWith(broken: Partial<typeof deps> = {}) {
  const lines: string[] = [];
  const log = createLogger({}, (line) => lines.push(line));
  return { app: createApp(() => ({ ...deps, log, ...broken })), lines };
}

export async function twilio(
  path: string,
  form: Record<string, string>,
  { signature, app = appWith().app }: { signature?: string; app?: ReturnType<typeof createApp> } = {},
): Promise<{ status: number; body: string }> {
  const { TWILIO_AUTH_TOKEN, PUBLIC_URL } = deps.config;
  const signed = signature ?? getExpectedTwilioSignature(TWILIO_AUTH_TOKEN, `${PUBLIC_URL}${path}`, form);
  const response = await app.request(
    `http://behind-a-proxy.internal${path}`,
    { method: "POST", body: new URLSearchParams(form), headers: { "x-twilio-signature": signed } },
    env,
  );
  return { status: response.status, body: await response.text() };
}
