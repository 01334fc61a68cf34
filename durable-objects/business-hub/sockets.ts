/** What the hub knows of its dashboards' sockets: it stands on the socket, because the hub forgets all while it sleeps. */
import type { HubListener } from "../../core/contract/hub-listener.ts";

type Attached = HubListener & {
  /** Unix ms. */
  openedAt: number;
  /** CallSids of the calls whose words it shows. */
  follows: string[];
  /** Messages of the browser, counted from `since` (Unix ms). */
  said: { since: number; times: number };
};

/** A list that is being scrolled says up to seven times a second what it shows (web/src/live/following.ts). */
const MOST_SAID = 100;
const SAID_WITHIN_MS = 10_000;

/** Nobody looks at more dashboards in one browser; who opens more would take the platform's sockets from colleagues. */
export const MOST_OF_ONE_SESSION = 20;

export const listenerOf = (socket: WebSocket): Attached => socket.deserializeAttachment() as Attached;

export const attachListener = (socket: WebSocket, listener: HubListener, now: number): void =>
  socket.serializeAttachment({
    ...listener,
    openedAt: now,
    follows: [],
    said: { since: now, times: 0 },
  } satisfies Attached);

/** Counts a message of this socket. False: that is more than anybody who looks at something has to say. */
export function maySay(socket: WebSocket, now: number): boolean {
  const listener = listenerOf(socket);
  const { since, times } = listener.said;
  const said = now - since < SAID_WITHIN_MS ? { since, times: times + 1 } : { since: now, times: 1 };
  socket.serializeAttachment({ ...listener, said } satisfies Attached);
  return said.times <= MOST_SAID;
}

/** These calls and no others. Answers with those that it did not follow before. */
export function follow(socket: WebSocket, calls: readonly string[]): string[] {
  const listener = listenerOf(socket);
  socket.serializeAttachment({ ...listener, follows: [...calls] } satisfies Attached);
  return calls.filter((call) => !listener.follows.includes(call));
}

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
