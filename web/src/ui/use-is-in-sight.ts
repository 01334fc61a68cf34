import { useEffect, useState } from "react";

/** A little before it comes into sight already. */
const MARGIN = "160px";

/** Whether an element is on the screen, or nearly. */
export function useIsInSight(element: Element | null): boolean {
  const [isInSight, setInSight] = useState(false);
  useEffect(() => {
    if (!element) return;
    const observer = new IntersectionObserver((entries) => setInSight(entries.at(-1)?.isIntersecting ?? false), {
      rootMargin: MARGIN,
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return isInSight;
}
