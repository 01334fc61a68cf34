import { useSyncExternalStore } from "react";

/** Twice a second, so that a running clock is never a whole second behind. */
const TICK_MS = 500;

let now = Date.now();
const listeners = new Set<() => void>();
let timer: number | undefined;

function subscribe(listener: () => void) {
  listeners.add(listener);
  if (timer === undefined) {
    now = Date.now();
    timer = window.setInterval(() => {
      now = Date.now();
      for (const each of listeners) each();
    }, TICK_MS);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearInterval(timer);
    timer = undefined;
  };
}

/** The time, to the nearest `stepMs`: a component renders again only when its step is over. All share one timer. */
export function useNow(stepMs: number): number {
  const step = () => Math.round(now / stepMs) * stepMs;
  // The last one is for drawing without a browser, as the test of the design system's page does.
  return useSyncExternalStore(subscribe, step, step);
}
