/**
 * The tabs of a browser share its cookies, so they share who is signed in. Each tells the others when that changes in it;
 * what one misses, because it slept, the server tells it at its next request (`person_changed`).
 */
import { isObject, isText, orNull } from "../../api/shape.ts";

/** `person`: who is signed in from now on, by id; null: nobody, somebody has signed out. */
export type Told = { person: string | null; name: string };

const isTold = isObject<Told>({ person: orNull(isText), name: isText });

const CHANNEL = "agentlocator-session";
const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(CHANNEL);

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target: it reaches our origin alone
export const tellTabs = (told: Told): void => channel?.postMessage(told);

export function listenToTabs(hear: (told: Told) => void): void {
  if (!channel) return;
  channel.onmessage = ({ data }) => {
    if (isTold(data)) hear(data);
  };
}
