import { describe, expect, it } from "vitest";
import { RIGHTS_CHANGED, TIME_IS_UP, TOO_MANY_SOCKETS } from "../../../core/contract/hub-listener.ts";
import { backoffMs } from "./backoff.ts";
import { PING_EVERY_MS, PONG_WITHIN_MS, createLiveSocket, type LiveState, type SocketLike } from "./live-socket.ts";

function rig() {
  const sockets: Array<SocketLike & { sent: string[]; closed: boolean }> = [];
  const states: LiveState[] = [];
  const messages: string[] = [];
  let timer: { run: () => void; ms: number } | null = null;
  let reopened = 0;
  let checks = 0;
  let changes = 0;
  let timesUp = 0;
  let renewed = 0;
  let online = true;
  let greeting: string | null = null;
  const live = createLiveSocket({
    open: () => {
      const socket = {
        sent: [] as string[],
        closed: false,
        onopen: null,
        onmessage: null,
        onclose: null,
        send: (text: string) => void socket.sent.push(text),
        close: () => void (socket.closed = true),
      };
      sockets.push(socket);
      return socket;
    },
    greeting: () => greeting,
    beforeRetry: async () => void checks++,
    onRightsChanged: async () => void changes++,
    isOnline: () => online,
    random: () => 0,
    setTimer: (run, ms) => {
      const mine = { run, ms };
      timer = mine;
      return () => {
        if (timer === mine) timer = null;
      };
    },
    onMessage: (text) => void messages.push(text),
    onTimeIsUp: async () => void timesUp++,
    onRenewed: () => void renewed++,
    onReopen: () => void reopened++,
    onState: (state) => void states.push(state),
  });
  return {
    live,
    sockets,
    states,
    messages,
    last: () => sockets.at(-1)!,
    waiting: () => timer?.ms ?? null,
    fire: () => {
      const due = timer;
      timer = null;
      due?.run();
    },
    setOnline: (value: boolean) => void (online = value),
    setGreeting: (text: string | null) => void (greeting = text),
    reopened: () => reopened,
    checks: () => checks,
    changes: () => changes,
    timesUp: () => timesUp,
    renewed: () => renewed,
  };
}

describe("the live socket", () => {
  it("hands on what the hub says and keeps pongs to itself", () => {
    const r = rig();
    r.live.start();
    r.last().onopen?.();
    r.last().onmessage?.({ data: '{"type":"call.started"}' });
    r.last().onmessage?.({ data: "pong" });
    expect(r.messages).toEqual(['{"type":"call.started"}']);
    expect(r.states).toEqual(["connecting", "open"]);
  });

  it("says what is shown on every new line, and in between only where one is open", () => {
    const r = rig();
    r.live.start();
    r.live.say("too early");
    r.setGreeting("CA1");
    r.last().onopen?.();
    r.live.say("CA2");
    expect(r.last().sent).toEqual(["CA1", "CA2"]);
    r.last().onclose?.({ code: 1006 });
    r.live.say("nobody hears it");
    r.setGreeting("CA2");
    r.fire();
    r.live.say("not open yet");
    r.last().onopen?.();
    expect(r.last().sent).toEqual(["CA2"]);
  });

  it.each([
    ["rights have changed", RIGHTS_CHANGED, { changes: 1, timesUp: 0 }],
    ["its time was over", TIME_IS_UP, { changes: 0, timesUp: 1 }],
  ])("after %s is read for once, before it opens and not again then", async (_, code, read) => {
    const r = rig();
    r.live.start();
    r.last().onopen?.();
    r.last().onclose?.({ code });
    r.fire();
    await new Promise((resolve) => setTimeout(resolve));
    r.last().onopen?.();
    expect({ changes: r.changes(), timesUp: r.timesUp() }).toEqual(read);
    expect([r.reopened(), r.renewed()]).toEqual([0, 1]);
    // A drop after that is one like any other.
    r.last().onclose?.({ code: 1006 });
    r.fire();
    r.last().onopen?.();
    expect([r.reopened(), r.renewed()]).toEqual([1, 1]);
  });

  it("that did not open after that has missed something", async () => {
    const r = rig();
    r.live.start();
    r.last().onopen?.();
    r.last().onclose?.({ code: TIME_IS_UP });
    r.fire();
    await new Promise((resolve) => setTimeout(resolve));
    r.last().onclose?.({ code: 1006 });
    r.fire();
    await new Promise((resolve) => setTimeout(resolve));
    r.last().onopen?.();
    expect([r.reopened(), r.renewed()]).toEqual([1, 0]);
  });

  it("comes back after a drop and tells that something may have been missed", () => {
    const r = rig();
    r.live.start();
    r.last().onopen?.();
    r.last().onclose?.({ code: 1006 });
    expect(r.states.at(-1)).toBe("waiting");
    r.fire();
    r.last().onopen?.();
    expect(r.sockets).toHaveLength(2);
    expect(r.reopened()).toBe(1);
    expect(r.states.at(-1)).toBe("open");
  });

  it("waits longer each time it fails", () => {
    const r = rig();
    r.live.start();
    r.last().onopen?.();
    r.last().onclose?.({ code: 1006 });
    const first = r.waiting();
    r.fire();
    r.last().onclose?.({ code: 1006 });
    expect(r.waiting()).toBeGreaterThan(first ?? Infinity);
  });

  it("drops a line on which a ping is not answered", () => {
    const r = rig();
    r.live.start();
    r.last().onopen?.();
    expect(r.waiting()).toBe(PING_EVERY_MS);
    r.fire();
    expect(r.last().sent).toEqual(["ping"]);
    expect(r.waiting()).toBe(PONG_WITHIN_MS);
    const silent = r.last();
    r.fire();
    expect(silent.closed).toBe(true);
    expect(r.states.at(-1)).toBe("waiting");
  });

  it("checks the session before trying again when it was refused at the door", async () => {
    const r = rig();
    r.live.start();
    r.last().onclose?.({ code: 1006 });
    r.fire();
    await Promise.resolve();
    expect(r.checks()).toBe(1);
    expect(r.sockets).toHaveLength(2);
  });

  it("waits for the network while offline, and comes back at once with it", () => {
    const r = rig();
    r.live.start();
    r.last().onopen?.();
    r.setOnline(false);
    r.last().onclose?.({ code: 1006 });
    expect(r.states.at(-1)).toBe("offline");
    expect(r.waiting()).toBeNull();
    r.setOnline(true);
    r.live.wake();
    expect(r.sockets).toHaveLength(2);
  });

  it("shows at once that the browser has lost the network, and comes back with it", () => {
    const r = rig();
    r.live.start();
    r.last().onopen?.();
    r.live.offline();
    expect([r.states.at(-1), r.waiting(), r.last().closed]).toEqual(["offline", null, true]);
    r.live.wake();
    r.last().onopen?.();
    expect([r.states.at(-1), r.reopened()]).toEqual(["open", 1]);
  });

  it("says that it is back also when only the first try had failed: what the page asked for may have failed too", () => {
    const r = rig();
    r.live.start();
    r.last().onclose?.({ code: 1006 });
    r.fire();
    return Promise.resolve().then(() => {
      r.last().onopen?.();
      expect(r.reopened()).toBe(1);
    });
  });

  it("does not come back by itself when the hub says that there are too many tabs, until somebody looks at it", () => {
    const r = rig();
    r.live.start();
    r.last().onopen?.();
    r.last().onclose?.({ code: TOO_MANY_SOCKETS });
    expect([r.states.at(-1), r.waiting()]).toEqual(["waiting", null]);
    r.live.wake();
    expect(r.sockets).toHaveLength(2);
  });

  it("stays closed once stopped", () => {
    const r = rig();
    r.live.start();
    r.last().onopen?.();
    r.live.stop();
    r.live.wake();
    expect(r.sockets).toHaveLength(1);
    expect(r.states.at(-1)).toBe("closed");
  });
});

describe("the wait between tries", () => {
  it("grows, is never longer than half a minute, and half of it is random", () => {
    expect(backoffMs(0, 0)).toBe(250);
    expect(backoffMs(0, 0.999)).toBeLessThanOrEqual(500);
    expect(backoffMs(3, 0)).toBe(2000);
    expect(backoffMs(60, 0.999)).toBeLessThanOrEqual(30_000);
  });

  it("reads anew what this person may see when the hub says that it has changed, and only then comes back", async () => {
    const r = rig();
    r.live.start();
    r.last().onopen?.();
    r.last().onclose?.({ code: RIGHTS_CHANGED });
    expect(r.states.at(-1)).toBe("waiting");
    r.fire();
    expect(r.changes()).toBe(1);
    expect(r.sockets).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve));
    expect(r.sockets).toHaveLength(2);
    expect(r.checks()).toBe(0);
  });
});
