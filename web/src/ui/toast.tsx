/** Short notices that go away by themselves. What draws them is fetched when there is one (toast-region.tsx). */
import { useEffect, useState, useSyncExternalStore } from "react";
import { UNSTABLE_ToastQueue as ToastQueue } from "react-aria-components";
import { noticeRegion } from "./parts.ts";

export type Notice = {
  tone: "fine" | "problem";
  title: string;
  text?: string;
  /** What can be done about it, for as long as it stands there. */ action?: { text: string; run: () => void };
};

/** Long enough to read two lines; problems stay until they are closed. */
const READ_WITHIN_MS = 6_000;

const queue = new ToastQueue<Notice>();
export type NoticeQueue = typeof queue;

/** Replaces the one that is shown: "saved" must not stand under an older "could not be saved". */
export function notify(notice: Notice): void {
  queue.clear();
  queue.add(notice, notice.tone === "fine" ? { timeout: READ_WITHIN_MS } : {});
}

const subscribe = (listener: () => void) => queue.subscribe(listener);
const newest = () => queue.visibleToasts[0]?.key;

export function Toasts() {
  const shown = useSyncExternalStore(subscribe, newest, () => undefined);
  const [Region, setRegion] = useState(noticeRegion.loaded);
  useEffect(() => {
    // Where it cannot be fetched the next notice tries again: there is no place to say so.
    if (shown && !Region)
      noticeRegion.load().then(
        (loaded) => setRegion(() => loaded),
        () => {},
      );
  }, [shown, Region]);
  return Region && <Region queue={queue} />;
}
