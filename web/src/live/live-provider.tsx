/** Keeps the live socket of the business that is being looked at. */
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import { followMessage } from "../../../core/contract/hub-follow.ts";
import { sessionQuery } from "../features/auth/session-queries.ts";
import { applyHubEvent } from "./apply-hub-event.ts";
import { createFollowing, type Following } from "./following.ts";
import { forgetWhatIsHidden } from "./forget-what-is-hidden.ts";
import { FollowingContext, LiveStateContext } from "./live-context.ts";
import { readHubEvent } from "./read-hub-event.ts";
import { readWhatWasMissed, rightsIn } from "./renewed.ts";
import { createLiveSocket, type LiveState, type SocketLike } from "./live-socket.ts";

function liveUrl(businessId: string): string {
  const url = new URL(`/api/businesses/${encodeURIComponent(businessId)}/live`, window.location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}

function browserSocket(url: string): SocketLike {
  const inner = new WebSocket(url);
  const socket: SocketLike = {
    send: (text) => inner.send(text),
    close: () => inner.close(),
    onopen: null,
    onmessage: null,
    onclose: null,
  };
  inner.onopen = () => socket.onopen?.();
  inner.onmessage = (event) => socket.onmessage?.(event);
  inner.onclose = ({ code }) => socket.onclose?.({ code });
  return socket;
}

function setTimer(run: () => void, ms: number) {
  const timer = window.setTimeout(run, ms);
  return () => window.clearTimeout(timer);
}

/** A session that is over leads to the door by itself (api/session-end.ts). */
const readSession = (queries: QueryClient) => queries.fetchQuery({ ...sessionQuery, staleTime: 0 });

const socketOf = (
  queries: QueryClient,
  businessId: string,
  following: Following,
  onState: (state: LiveState) => void,
) =>
  createLiveSocket({
    greeting: () => (following.current().length > 0 ? followMessage(following.current()) : null),
    open: () => browserSocket(liveUrl(businessId)),
    beforeRetry: async () => void (await readSession(queries)),
    onRightsChanged: async () => {
      await Promise.all([readSession(queries), forgetWhatIsHidden(queries, businessId)]);
    },
    onTimeIsUp: async () => {
      const before = rightsIn(queries.getQueryData(sessionQuery.queryKey), businessId);
      const after = rightsIn(await readSession(queries), businessId);
      if (after !== before) await forgetWhatIsHidden(queries, businessId);
    },
    isOnline: () => navigator.onLine,
    random: Math.random,
    setTimer,
    onMessage: (text) => {
      const event = readHubEvent(text);
      if (event) applyHubEvent(queries, businessId, event);
    },
    onReopen: () => void queries.invalidateQueries({ queryKey: ["business", businessId] }),
    onRenewed: () => void readWhatWasMissed(queries, businessId),
    onState,
  });

export function LiveProvider({ businessId, children }: { businessId: string; children: ReactNode }) {
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>("connecting");
  const [following] = useState(() => createFollowing(setTimer));

  useEffect(() => {
    const socket = socketOf(queries, businessId, following, setState);
    following.sayTo((calls) => socket.say(followMessage(calls)));
    socket.start();
    const onVisible = () => document.visibilityState === "visible" && socket.wake();
    window.addEventListener("online", socket.wake);
    window.addEventListener("offline", socket.offline);
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      window.removeEventListener("online", socket.wake);
      window.removeEventListener("offline", socket.offline);
      document.removeEventListener("visibilitychange", onVisible);
      socket.stop();
    };
  }, [queries, businessId, following]);

  return (
    <LiveStateContext value={state}>
      <FollowingContext value={following}>{children}</FollowingContext>
    </LiveStateContext>
  );
}
