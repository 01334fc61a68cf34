import { useLayoutEffect, useState, type RefObject } from "react";
import { flushSync } from "react-dom";
import { rowsInSight, type RowWindow } from "./row-window.ts";

const isSame = (one: RowWindow, other: RowWindow) => one.first === other.first && one.last === other.last;

/** The rows that have to be drawn while the window is scrolled. `body`: what holds them, as high as all together. */
export function useRowWindow(body: RefObject<HTMLElement | null>, rowPx: number, count: number): RowWindow {
  const [shown, setShown] = useState<RowWindow>(() => rowsInSight({ scrolled: 0, height: 0, top: 0, rowPx, count }, 0));
  useLayoutEffect(() => {
    const look = (around?: number) => {
      // Where it begins changes with the filters above it.
      const top = (body.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
      const next = rowsInSight({ scrolled: window.scrollY, height: window.innerHeight, top, rowPx, count }, around);
      setShown((now) => (isSame(now, next) ? now : next));
    };
    // Within the step of the scroll, before it is painted: a moment later the eye would meet a blank.
    const onScroll = () => flushSync(() => look());
    const onResize = () => look();
    // What is seen first, and what lies around it once that is painted.
    look(0);
    let watcher: ResizeObserver | null = null;
    const painted = requestAnimationFrame(() => {
      watcher = new ResizeObserver(onResize);
      watcher.observe(document.body);
    });
    window.addEventListener("scroll", onScroll, { passive: true });
    window.addEventListener("resize", onResize);
    return () => {
      cancelAnimationFrame(painted);
      watcher?.disconnect();
      window.removeEventListener("scroll", onScroll);
      window.removeEventListener("resize", onResize);
    };
  }, [body, rowPx, count]);
  return shown;
}
