import { useEffect, useRef, useState } from "react";
import { useNavigation, useSearchParams } from "react-router";

/** A pause in typing after which the list is asked for. */
const TYPING_PAUSE_MS = 250;
const PARAMETER = "query";

/**
 * The text of a list's search: `typed` at once, `query` once the typing has paused. It stands in the address, so that
 * going back to the list finds it as it was left.
 */
export function useSearchText() {
  const [search, setSearch] = useSearchParams();
  const query = search.get(PARAMETER) ?? "";
  const [typed, setTyped] = useState(query);
  const asked = useRef(query);
  const wanted = typed.trim();

  // Another address, not by typing: the back button, or the page's own link in the navigation.
  useEffect(() => {
    if (query === asked.current) return;
    asked.current = query;
    setTyped(query);
  }, [query]);

  // Not while a link that was followed is still loading: a change of address now would call it back.
  const isLeaving = useNavigation().state !== "idle";
  useEffect(() => {
    if (wanted === asked.current || isLeaving) return;
    const timer = window.setTimeout(() => {
      asked.current = wanted;
      setSearch(wanted ? { [PARAMETER]: wanted } : {}, { replace: true });
    }, TYPING_PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [wanted, isLeaving, setSearch]);

  return { typed, query, setTyped };
}
