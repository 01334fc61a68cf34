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

/** Somebody of the demo content. */
export const seeded = (email: string) => ({ email, password: product.seedPassword });

/** Rings the business. Twilio's own sentences take no time. */
export const ring = ({ caller, phone }: TestBusiness, options: Partial<CallOptions> = {}): SimulatedCall =>
  placeCall({ workerUrl: product.url, from: caller, to: phone, instantSpeech: true, ...options });

export const say = (call: SimulatedCall, clip: CallerClipId): Promise<void> => call.say(loadClip(clip).audio);

/** A pause of a busy machine in the middle of an answer is shorter than this. */
const NOTHING_MORE_MS = 1_600;
const TOLD = 12;

/** The assistant has spoken, and has nothing more to say. When it does not come to that, the error tells what did happen. */
export async function heardOut(call: SimulatedCall): Promise<void> {
  try {
    await call.assistantDone({ forMs: NOTHING_MORE_MS });
  } catch (error) {
    const told = call.log.events.filter(({ kind }) => kind !== "received" && !kind.startsWith("mark-")).slice(-TOLD);
    const lines = told.map(({ atMs, kind }) => `${Math.round(atMs)} ${kind}`);
    throw new Error(`${String(error)} after ${Math.round(call.now())} ms:\n${lines.join("\n")}`, { cause: error });
  }
}
