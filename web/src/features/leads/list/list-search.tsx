import { useCallback, useEffect, useRef, useState, type RefObject } from "react";
import { he } from "../../../i18n/he.ts";
import { SearchField } from "../../../ui/search-field.tsx";

/** A pause in typing after which the list is asked for. */
const TYPING_PAUSE_MS = 250;
const LONGEST = 80;

type Props = {
  query: string;
  onQuery: (query: string) => void;
  isLoading: boolean;
  box: RefObject<HTMLDivElement | null>;
};

/** What is typed stands in the address once the typing has paused, or the field is left. */
export function ListSearch({ query, onQuery, isLoading, box }: Props) {
  const [typed, setTyped] = useState(query);
  const asked = useRef(query);
  const tell = useRef(onQuery);
  useEffect(() => {
    tell.current = onQuery;
  }, [onQuery]);

  // Another address, not by typing: the back button, a saved view, "clear".
  useEffect(() => {
    if (query === asked.current) return;
    asked.current = query;
    setTyped(query);
  }, [query]);

  const settle = useCallback(() => {
    if (typed.trim() === asked.current) return;
    asked.current = typed.trim();
    tell.current(typed.trim());
  }, [typed]);

  useEffect(() => {
    const timer = window.setTimeout(settle, TYPING_PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [settle]);

  return (
    <div ref={box} className="w-full md:w-80">
      <SearchField
        label={he.leadList.search}
        placeholder={he.leadList.searchHint}
        value={typed}
        onChange={setTyped}
        onBlur={settle}
        maxLength={LONGEST}
        isLoading={isLoading}
      />
    </div>
  );
}
