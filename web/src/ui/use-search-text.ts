import { useCallback, useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";

/** A pause in typing after which the list is asked for. */
const TYPING_PAUSE_MS = 250;

/**
 * The text of a search that stands in the address under the name `parameter`: `typed` at once, `query` once the typing has paused. It stands in the address, so that
 * going back to the list finds it as it was left. `settle` has it stand there without a pause: whoever leaves the field
 * may be about to follow a link, and a change of address after that would call the link back.
 */
export function useSearchText(parameter = "query") {
  const [search, setSearch] = useSearchParams();
  const query = search.get(parameter) ?? "";
  const [typed, setTyped] = useState(query);
  const asked = useRef(query);
  const wanted = typed.trim();

  // Another address, not by typing: the back button, or the page's own link in the navigation.
  useEffect(() => {
    if (query === asked.current) return;
    asked.current = query;
    setTyped(query);
  }, [query]);

  const settle = useCallback(() => {
    if (wanted === asked.current) return;
    asked.current = wanted;
    setSearch(
      (before) => {
        if (wanted) before.set(parameter, wanted);
        else before.delete(parameter);
        return before;
      },
      { replace: true },
    );
  }, [wanted, parameter, setSearch]);

  useEffect(() => {
    const timer = window.setTimeout(settle, TYPING_PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [settle]);

  return { typed, query, setTyped, settle };
}
