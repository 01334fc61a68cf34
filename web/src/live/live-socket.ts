/**
 * One socket to the hub of a business that is kept open: reconnects with backoff, notices a line that died silently,
 * and says when it is back so that what was missed can be fetched. Knows nothing of what the events mean.
 */
import { RIGHTS_CHANGED, TIME_IS_UP, TOO_MANY_SOCKETS } from "../../../core/contract/hub-listener.ts";
import { backoffMs } from "./backoff.ts";

export type LiveState = "connecting" | "open" | "waiting" | "offline" | "closed";

/** The part of a browser's WebSocket that is used. */
export type SocketLike = {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
};

export type LiveSocketDeps = {
  open(): SocketLike;
  /** What is said first on every new socket, which knows nothing of the one before; null: nothing. */
  greeting(): string | null;
  /** Before a try after one that never opened: the session may have run out, and a socket cannot say so. */
  beforeRetry(): Promise<void>;
  /**
   * Before the next try, when the hub has closed because this person may see less or more than before, or nothing. What
   * is shown has been read anew when it resolves.
   */
  onRightsChanged(): Promise<void>;
  /** Likewise, when the time of the socket was over. Resolves when what is shown is right for the rights of now. */
  onTimeIsUp(): Promise<void>;
  isOnline(): boolean;
  random(): number;
  setTimer(run: () => void, ms: number): () => void;
  onMessage(text: string): void;
  /** Open again after it had been open before: what happened meanwhile was missed. */
  onReopen(): void;
  /** Open again at once after `onRightsChanged` or `onTimeIsUp`: but for a moment nothing was missed. */
  onRenewed(): void;
  onState(state: LiveState): void;
};

/** Below the minute or so after which phones and proxies drop a silent connection. */
export const PING_EVERY_MS = 25_000;
export const PONG_WITHIN_MS = 8_000;

export function createLiveSocket(deps: LiveSocketDeps) {
  let socket: SocketLike | null = null;
  let isOpen = false;
  let attempt = 0;
  let openedBefore = false;
  let failedBefore = false;
  /** What is shown was read just before this try. */
  let isRead = false;
  let cancelTimer = () => {};
  let stopped = false;

  const after = (ms: number, run: () => void) => {
    cancelTimer();
    cancelTimer = deps.setTimer(run, ms);
  };

  function drop() {
    if (!socket) return;
    const old = socket;
    socket = null;
    isOpen = false;
    old.onopen = old.onmessage = old.onclose = null;
    old.close();
  }

  function connect() {
    if (stopped) return;
    drop();
    deps.onState(openedBefore || attempt > 0 ? "waiting" : "connecting");
    const next = deps.open();
    let opened = false;
    socket = next;
    next.onopen = () => {
      opened = isOpen = true;
      attempt = 0;
      deps.onState("open");
      const greeting = deps.greeting();
      if (greeting !== null) next.send(greeting);
      // After a first try that failed too, the page may have asked for what nobody answered.
      if (isRead) deps.onRenewed();
      else if (openedBefore || failedBefore) deps.onReopen();
      isRead = false;
      openedBefore = true;
      failedBefore = false;
      pingLater();
    };
    next.onmessage = (event) => {
      if (event.data === "pong") pingLater();
      else if (typeof event.data === "string") deps.onMessage(event.data);
    };
    next.onclose = ({ code }) => {
      socket = null;
      isOpen = false;
      isRead = false;
      // Coming back at once would only close another tab's; this one waits until somebody looks at it (`wake`).
      if (code === TOO_MANY_SOCKETS) return waitUntilWoken();
      if (code === RIGHTS_CHANGED) retryLater(readingAnew(deps.onRightsChanged));
      else if (code === TIME_IS_UP) retryLater(readingAnew(deps.onTimeIsUp));
      else retryLater(opened ? null : deps.beforeRetry);
    };
  }

  const readingAnew = (read: () => Promise<void>) => async () => {
    await read();
    isRead = true;
  };

  function pingLater() {
    after(PING_EVERY_MS, () => {
      socket?.send("ping");
      after(PONG_WITHIN_MS, () => {
        drop();
        retryLater(null);
      });
    });
  }

  function waitUntilWoken() {
    cancelTimer();
    deps.onState("waiting");
  }

  function retryLater(first: (() => Promise<void>) | null) {
    if (stopped) return;
    failedBefore = true;
    if (!deps.isOnline()) {
      cancelTimer();
      deps.onState("offline");
      return;
    }
    deps.onState("waiting");
    after(backoffMs(attempt++, deps.random()), () => {
      if (first) void first().then(connect, connect);
      else connect();
    });
  }

  return {
    start: connect,
    /** Where the line is not open nothing is kept: the greeting will say it. */
    say(text: string) {
      if (isOpen) socket?.send(text);
    },
    /** The network is back, or somebody looks at the screen again: do not sit out the wait. */
    wake() {
      if (stopped || socket) return;
      attempt = 0;
      isRead = false;
      cancelTimer();
      connect();
    },
    /** The browser says that there is no network: the socket would find out in half a minute. */
    offline() {
      if (stopped) return;
      isRead = false;
      cancelTimer();
      drop();
      deps.onState("offline");
    },
    stop() {
      stopped = true;
      cancelTimer();
      drop();
      deps.onState("closed");
    },
  };
}
