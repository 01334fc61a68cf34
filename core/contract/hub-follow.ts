/**
 * What a dashboard says on its live socket: the calls whose words it shows. Starts and ends are told to everybody who may
 * know of a call; what is being said in it goes to those who follow it. Said whole each time, so that it may be repeated.
 */
import { z } from "zod";

/** More cards of running calls than a screen shows at once; with it, what the hub keeps on a socket stays below 2 KB. */
export const MOST_FOLLOWED = 20;
/** A CallSid has 34 characters. */
const LONGEST_SID = 40;
/** Of a whole message, in characters: the most calls, and room for how JSON is written. */
const LONGEST_MESSAGE = 1_500;

const followMessageSchema = z.object({
  type: z.literal("follow"),
  /** CallSids. */
  calls: z.array(z.string().min(1).max(LONGEST_SID)).max(MOST_FOLLOWED),
});

export const followMessage = (calls: readonly string[]): string => JSON.stringify({ type: "follow", calls });

/** The calls it names, each once; null: it is something else, or too much. */
export function readFollow(message: string | ArrayBuffer): string[] | null {
  if (typeof message !== "string" || message.length > LONGEST_MESSAGE) return null;
  let json: unknown;
  try {
    json = JSON.parse(message);
  } catch {
    return null;
  }
  const parsed = followMessageSchema.safeParse(json);
  return parsed.success ? [...new Set(parsed.data.calls)] : null;
}
