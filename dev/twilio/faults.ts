/** What can go wrong between Twilio and the Worker, as data, so that a scenario file can ask for it. */
import { z } from "zod";

export const callStatuses = [
  "queued",
  "ringing",
  "in-progress",
  "completed",
  "busy",
  "no-answer",
  "failed",
  "canceled",
] as const;
export type CallStatus = (typeof callStatuses)[number];

export const networkFaultsSchema = z
  .object({
    /** Every nth inbound frame never arrives. */
    dropEveryNth: z.number().int().min(2),
    /** Ranges of frame numbers, both ends included and counted from 1, that never arrive. */
    dropFrames: z.array(z.tuple([z.number().int().min(1), z.number().int().min(1)])),
    /** Each frame is late by 0 to this many ms; their order is kept, as TCP keeps it. */
    jitterMs: z.number().min(0),
    /** The same seed gives the same jitter. */
    seed: z.number().int(),
    /** After every nth frame something comes that is not a message: text, half JSON, binary in turn. */
    garbageEveryNth: z.number().int().min(1),
    /** The stream's connection dies, without `stop`, this long after `start`. Only the call's first stream. */
    dieAfterMs: z.number().min(0),
    /** Each webhook is delivered twice at the same time; the first answer counts. */
    duplicateWebhooks: z.boolean(),
    /** The status callbacks at the end of the call, in the order they arrive. */
    statusCallbacks: z.array(z.enum(callStatuses)),
  })
  .partial()
  .strict();

export type NetworkFaults = z.infer<typeof networkFaultsSchema>;

export function isFrameDropped(frame: number, faults: NetworkFaults): boolean {
  if (faults.dropEveryNth !== undefined && frame % faults.dropEveryNth === 0) return true;
  return (faults.dropFrames ?? []).some(([first, last]) => frame >= first && frame <= last);
}

/** The delay of one frame: a hash of its number, so that it does not depend on how often it was asked. */
export function frameDelayMs(frame: number, faults: NetworkFaults): number {
  if (faults.jitterMs === undefined) return 0;
  let hash = Math.imul(frame ^ (faults.seed ?? 1), 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (((hash ^ (hash >>> 13)) >>> 0) / 0xffffffff) * faults.jitterMs;
}

export function garbageAfter(frame: number, faults: NetworkFaults): string | Uint8Array | undefined {
  const every = faults.garbageEveryNth;
  if (every === undefined || frame % every !== 0) return undefined;
  const kinds = ["this is not JSON", '{"event":"media","media":{"payl', Uint8Array.of(0, 255, 1, 254)];
  return kinds[(frame / every - 1) % kinds.length];
}
