/** Plays the caller's part of a scenario on a simulated call. */
import type { SimulatedCall } from "../twilio/call.ts";
import { CallOverError } from "../twilio/call-log.ts";
import { BYTES_PER_MS } from "../twilio/playback.ts";
import type { Step } from "./schema.ts";

export type ClipLoader = (id: string) => { text: string; audio: Uint8Array };

export async function perform(step: Step, call: SimulatedCall, loadClip: ClipLoader): Promise<void> {
  if ("waitFor" in step) return waitFor(step, call);
  if ("say" in step) {
    const { audio } = loadClip(step.say);
    if (step.hangUpAfterMs === undefined) return call.say(audio);
    await call.say(audio.subarray(0, step.hangUpAfterMs * BYTES_PER_MS));
    await call.hangUp();
  } else if ("sayOver" in step) {
    await call.assistantSpeaking({ forMs: step.afterMs, timeoutMs: step.timeoutMs });
    await call.say(loadClip(step.sayOver).audio);
  } else if ("press" in step) {
    await call.press(step.press);
  } else if ("silenceMs" in step) {
    await call.stayOnTheLine(step.silenceMs);
  } else if ("dropNetwork" in step) {
    call.dropNetwork();
  } else {
    await call.hangUp();
  }
}

async function waitFor(step: Extract<Step, { waitFor: string }>, call: SimulatedCall): Promise<void> {
  switch (step.waitFor) {
    case "assistant-done":
      return call.assistantDone(step);
    case "assistant-speaking":
      return call.assistantSpeaking(step);
    case "menu":
      await call.log.waitFor("twiml-say", { sinceMs: 0, timeoutMs: step.timeoutMs });
      return;
    case "call-ended":
      await call.log.waitFor("ended", { sinceMs: 0, timeoutMs: step.timeoutMs });
  }
}

/** One line for a person who watches. */
export function describeStep(step: Step): string {
  if ("waitFor" in step) return `wait for ${step.waitFor}`;
  if ("say" in step) return step.hangUpAfterMs === undefined ? `say ${step.say}` : `say ${step.say} and hang up`;
  if ("sayOver" in step) return `say ${step.sayOver} over the assistant`;
  if ("press" in step) return `press ${step.press}`;
  if ("silenceMs" in step) return `say nothing for ${step.silenceMs} ms`;
  return "dropNetwork" in step ? "drop the network" : "hang up";
}

export function explain(step: Step, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return error instanceof CallOverError
    ? `${describeStep(step)}: ${reason}`
    : `${describeStep(step)} failed: ${reason}`;
}
