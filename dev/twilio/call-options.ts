import type { NetworkFaults } from "./faults.ts";
import type { LiveCall } from "./live-calls.ts";
import type { RetryPolicy } from "./webhook-client.ts";

export interface DialOutcome {
  /** `forwarded`: the phone sends the call on to `forwardsTo`, where it meets the Worker's webhook. */
  status: "answered" | "no-answer" | "busy" | "failed" | "forwarded";
  forwardsTo?: string;
  /** What the forwarded call shows; default: what the phone was shown. */
  forwardedAs?: string;
  ringMs?: number;
  talkMs?: number;
  /** What the person who answers presses when they are asked to; nothing: a voicemail, or nobody cares. Default "1". */
  presses?: string;
}

export interface CallOptions {
  workerUrl: string;
  /** The origin the Worker is configured with; signatures are made over it. Default: `workerUrl`. */
  publicUrl?: string;
  from: string;
  to: string;
  accountSid?: string;
  authToken?: string;
  voicePath?: string;
  statusPath?: string;
  signature?: "valid" | "wrong" | "missing";
  instantSpeech?: boolean;
  dial?: DialOutcome;
  network?: NetworkFaults;
  retry?: RetryPolicy;
  /** Awaited before each `action` request, so that a test can restart the Worker in between. */
  beforeAction?: (request: { verb: "Connect" | "Dial"; url: string }) => Promise<void>;
  /** Where REST requests find the call. */
  register?: (call: LiveCall) => void;
}

export const DEFAULT_ACCOUNT_SID = `AC${"0".repeat(32)}`;
export const DEFAULT_AUTH_TOKEN = "dev-twilio-auth-token";
