/** What the screens have of the live socket: how it is, and a way to say whose words they show. */
import { createContext, use, useEffect } from "react";
import type { Following } from "./following.ts";
import type { LiveState } from "./live-socket.ts";

export const LiveStateContext = createContext<LiveState>("connecting");
export const FollowingContext = createContext<Following | null>(null);

export const useLiveState = (): LiveState => use(LiveStateContext);

/** While `isShown`, the words of this call come by the socket (live-queries.ts). */
export function useFollowedCall(callSid: string, isShown: boolean): void {
  const following = use(FollowingContext);
  useEffect(() => (isShown ? following?.follow(callSid) : undefined), [following, callSid, isShown]);
}
