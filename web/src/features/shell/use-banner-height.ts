import { useLayoutEffect, type RefObject } from "react";

const PROPERTY = "--banner-height";

/** Tells the frame below how much room a banner takes, so that what sticks to the top sticks below it. */
export function useBannerHeight(banner: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = banner.current;
    if (!element) return undefined;
    const { style } = document.documentElement;
    const measure = () => style.setProperty(PROPERTY, `${element.offsetHeight}px`);
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      style.removeProperty(PROPERTY);
    };
  }, [banner]);
}
