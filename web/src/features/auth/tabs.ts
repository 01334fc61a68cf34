/**
 * The tabs of a browser share its cookies, so they share who is signed in. Each tells the others when that changes in it;
 * what one misses, because it slept, the server tells it at its next request (`person_changed`).
 */
import { z } from "zod";

/** `person`: who is signed in from now on, by id; null: nobody, somebody has signed out. */
const toldSchema = z.object({ person: z.string().nullable(), name: z.string() });
export type Told = z.infer<typeof toldSchema>;

const CHANNEL = "agentlocator-session";
const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(CHANNEL);

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target: it reaches our origin alone
export const tellTabs = (told: Told): void => channel?.postMessage(told);

export function listenToTabs(hear: (told: Told) => void): void {
  if (!channel) return;
  channel.onmessage = ({ data }) => {
    const told = toldSchema.safeParse(data);
    if (told.success) hear(told.data);
  };
}
