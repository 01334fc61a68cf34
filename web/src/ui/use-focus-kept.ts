import { useLayoutEffect, useRef } from "react";

/**
 * For a button that goes away by being pressed: what had the focus leaves it to the page's content, from where the next
 * key goes on, and not to nothing. `ref` is the button's.
 */
export function useFocusKept() {
  const ref = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const button = ref.current;
    return () => {
      // Still in the document here; gone from it a moment later.
      if (button === null || document.activeElement !== button) return;
      requestAnimationFrame(() => {
        if (document.activeElement === document.body)
          document.getElementById("content")?.focus({ preventScroll: true });
      });
    };
  }, []);
  return ref;
}
