import { useCallback, useEffect, useRef, useState } from "react";

/** Nearer to the end than this still counts as reading along. */
const NEAR_PX = 96;

/**
 * Keeps the end of a growing text in sight while it is being read there, and lets go when the reader scrolls up. The
 * page itself is what scrolls. `growth` changes whenever there is more to read.
 *
 * Only a scroll upwards lets go: new text pushes the end out of sight as well, and must not be taken for the reader.
 */
export function useStickToEnd(isLive: boolean, growth: string) {
  const end = useRef<HTMLDivElement>(null);
  const [isSticking, setSticking] = useState(isLive);
  const sticking = useRef(isLive);

  const stick = useCallback((value: boolean) => {
    sticking.current = value;
    setSticking(value);
  }, []);

  const toEnd = useCallback(
    (behavior: ScrollBehavior) => void end.current?.scrollIntoView({ block: "end", behavior }),
    [],
  );

  useEffect(() => {
    let lastY = window.scrollY;
    const onScroll = () => {
      const up = window.scrollY < lastY - 2;
      lastY = window.scrollY;
      const bottom = end.current?.getBoundingClientRect().bottom ?? 0;
      const near = bottom <= window.innerHeight + NEAR_PX;
      if (near && !up) stick(true);
      else if (up && !near) stick(false);
    };
    window.addEventListener("scroll", onScroll, { passive: true });
    return () => window.removeEventListener("scroll", onScroll);
  }, [stick]);

  useEffect(() => {
    if (isLive && sticking.current) toEnd("auto");
  }, [isLive, growth, toEnd]);

  const jump = useCallback(() => {
    stick(true);
    toEnd("smooth");
  }, [stick, toEnd]);

  return { end, isSticking, jump };
}
