import { useEffect, useRef } from "react";
import { useLocation } from "react-router";

/** A page that has not shown its heading by then has something else to say. */
const WAIT_MS = 5_000;

/**
 * Moves the focus to the heading of a page that was navigated to, as a browser would have by loading it: screen readers
 * read out where one has come, and Tab goes on from there. Waits for headings that come with the data, and steps back as
 * soon as the reader does something, or the page has put the focus into a field of its own.
 */
export function useHeadingFocus(): void {
  const { pathname } = useLocation();
  const shown = useRef(pathname);

  useEffect(() => {
    if (shown.current === pathname) return undefined;
    shown.current = pathname;

    const focusHeading = (): boolean => {
      const heading = document.querySelector<HTMLElement>("main h1");
      if (!heading) return false;
      if (!heading.closest("main")?.contains(document.activeElement)) {
        heading.tabIndex = -1;
        heading.focus({ preventScroll: true });
      }
      return true;
    };
    if (focusHeading()) return undefined;

    const over = new AbortController();
    const stop = () => over.abort();
    const watcher = new MutationObserver(() => focusHeading() && stop());
    const timer = window.setTimeout(stop, WAIT_MS);
    over.signal.addEventListener("abort", () => {
      watcher.disconnect();
      window.clearTimeout(timer);
    });
    watcher.observe(document.body, { childList: true, subtree: true });
    document.addEventListener("keydown", stop, { signal: over.signal });
    document.addEventListener("pointerdown", stop, { signal: over.signal });
    return stop;
  }, [pathname]);
}
