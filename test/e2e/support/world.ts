/** The product that all files share, and what a test does with it. */
import { inject } from "vitest";
import { loadClip } from "../../../dev/speech/clips.ts";
import type { CallerClipId } from "../../../dev/speech/lines.ts";
import { placeCall, type SimulatedCall } from "../../../dev/twilio/call.ts";
import type { CallOptions } from "../../../dev/twilio/call-options.ts";
import type { TestBusiness } from "./businesses.ts";
import { Manager } from "./manager.ts";
import { OpenAi } from "./openai.ts";

export const product = inject("product");
export const openai = new OpenAi(product);
export const manager = await Manager.signIn(product.url);

/** Rings the business. Twilio's own sentences take no time. */
export const ring = ({ caller, phone }: TestBusiness, options: Partial<CallOptions> = {}): SimulatedCall =>
  placeCall({ workerUrl: product.url, from: caller, to: phone, instantSpeech: true, ...options });

export const say = (call: SimulatedCall, clip: CallerClipId): Promise<void> => call.say(loadClip(clip).audio);

/** The assistant has spoken, and has nothing more to say: a pause of a busy machine is shorter than that. */
export const heardOut = (call: SimulatedCall): Promise<void> => call.assistantDone({ forMs: 1_600 });
