/** Webhooks and streams by hand, for what a well-behaved Twilio would not send. */
import { DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN } from "../../../dev/twilio/call-options.ts";
import { CallLog } from "../../../dev/twilio/call-log.ts";
import { newSid } from "../../../dev/twilio/sid.ts";
import { WebhookClient, type WebhookAnswer } from "../../../dev/twilio/webhook-client.ts";
import type { TestBusiness } from "./businesses.ts";
import { product } from "./world.ts";

type Signature = "valid" | "wrong" | "missing";

export const newCallSid = (): string => newSid("CA");

export const callFields = (
  { caller, phone }: Pick<TestBusiness, "caller" | "phone">,
  callSid: string,
  more: Record<string, string> = {},
): Record<string, string> => ({
  AccountSid: DEFAULT_ACCOUNT_SID,
  CallSid: callSid,
  CallStatus: "ringing",
  Direction: "inbound",
  From: caller,
  To: phone,
  ...more,
});

/** `path` below /webhooks/twilio/voice. */
export async function postVoice(
  path: string,
  fields: Record<string, string>,
  signature: Signature = "valid",
): Promise<WebhookAnswer> {
  const client = new WebhookClient({
    workerUrl: product.url,
    publicUrl: product.url,
    authToken: DEFAULT_AUTH_TOKEN,
    signature,
    duplicate: false,
    retry: undefined,
    log: new CallLog(() => 0),
  });
  const answer = await client.send(`${product.url}/webhooks/twilio/voice${path}`, "POST", fields);
  if (!answer) throw new Error("nobody answered the webhook");
  return answer;
}

/** The address of the stream that a TwiML document asks for. */
export function streamUrlIn(twiml: string): string {
  const url = /<Stream url="([^"]+)"/.exec(twiml)?.[1];
  if (!url) throw new Error(`no <Stream> in ${twiml}`);
  return url;
}
