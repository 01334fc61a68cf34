/** What the hub knows of its dashboards' sockets: it stands on the socket, because the hub forgets all while it sleeps. */
import type { HubListener } from "../../core/contract/hub-listener.ts";

type Attached = HubListener & {
  /** Unix ms. */
  openedAt: number;
};

/** Nobody looks at more dashboards in one browser; who opens more would take the platform's sockets from colleagues. */
export const MOST_OF_ONE_SESSION = 20;

export const listenerOf = (socket: WebSocket): Attached => socket.deserializeAttachment() as Attached;

/** The oldest of one session's sockets, so many that the most remain; never the one that has just come. */
export function beyondMost(ofSession: readonly WebSocket[], newest: WebSocket): WebSocket[] {
  const others = ofSession.filter((socket) => socket !== newest && socket.readyState === WebSocket.OPEN);
  const excess = others.length + 1 - MOST_OF_ONE_SESSION;
  if (excess <= 0) return [];
  return others.toSorted((a, b) => listenerOf(a).openedAt - listenerOf(b).openedAt).slice(0, excess);
}

/** When the first of them ends, Unix ms; undefined: none does. */
export function nextEnd(sockets: readonly WebSocket[]): number | undefined {
  const ends = sockets.flatMap((socket) => listenerOf(socket).endsAt ?? []);
  return ends.length > 0 ? Math.min(...ends) : undefined;
}
