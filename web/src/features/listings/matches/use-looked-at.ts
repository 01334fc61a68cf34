import { useCallback, useEffect, useEffectEvent, useRef } from "react";

/** So long something stands before the eyes until it counts as seen; what is scrolled past is not. */
const LOOK_MS = 1_000;
/** What comes into sight together is told together. */
const TOLD_AFTER_MS = 400;

/**
 * For lines of a list: `mark` is given the element of one, by its name. Names of those that were in sight, on a page in
 * the foreground, for long enough come to `onLooked`, each once.
 */
export function useLookedAt(onLooked: (names: string[]) => void): (name: string, element: Element | null) => void {
  const tell = useEffectEvent(onLooked);
  const elements = useRef(new Map<string, Element>());
  const observer = useRef<IntersectionObserver>(null);
  const observed = useCallback((name: string, element: Element | null) => {
    const before = elements.current.get(name);
    if (before && before !== element) observer.current?.unobserve(before);
    if (!element) return void elements.current.delete(name);
    elements.current.set(name, element);
    observer.current?.observe(element);
  }, []);

  useEffect(() => {
    const inSight = new Map<Element, number>();
    const told = new Set<string>();
    let ready: string[] = [];
    let telling: number | undefined;
    const stop = (element: Element) => {
      window.clearTimeout(inSight.get(element));
      inSight.delete(element);
    };
    const looked = (element: Element) => {
      const [name] = [...elements.current].find(([, one]) => one === element) ?? [];
      if (name === undefined || told.has(name)) return;
      told.add(name);
      ready.push(name);
      telling ??= window.setTimeout(() => {
        telling = undefined;
        const names = ready;
        ready = [];
        tell(names);
      }, TOLD_AFTER_MS);
    };
    const start = (element: Element) => {
      stop(element);
      if (document.visibilityState === "visible")
        inSight.set(
          element,
          window.setTimeout(() => looked(element), LOOK_MS),
        );
    };
    const watching = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries)
          if (isIntersecting) start(target);
          else stop(target);
      },
      { threshold: 0.6 },
    );
    observer.current = watching;
    for (const element of elements.current.values()) watching.observe(element);
    // A page in the background is before nobody's eyes; back in front it is looked at anew.
    const onVisibility = () => {
      for (const element of inSight.keys()) stop(element);
      if (document.visibilityState !== "visible") return;
      for (const element of elements.current.values()) {
        watching.unobserve(element);
        watching.observe(element);
      }
    };
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      document.removeEventListener("visibilitychange", onVisibility);
      watching.disconnect();
      for (const element of inSight.keys()) stop(element);
      window.clearTimeout(telling);
      if (ready.length > 0) tell(ready);
    };
  }, []);
  return observed;
}
