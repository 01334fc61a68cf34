/** The keys of the list: arrows go from lead to lead, Enter opens, X chooses; "/" goes to the search from anywhere. */
import { useEffect, type KeyboardEvent, type RefObject } from "react";

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select"));

/** By its place on the keyboard too: with Hebrew letters on, the key of "x" gives another. */
const isKey = ({ key, code }: { key: string; code: string }, letter: string, place: string) =>
  key.toLowerCase() === letter || code === place;

export function useSearchKey(box: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      if (!isKey(event, "/", "Slash") || event.shiftKey || document.querySelector("[role=dialog], [role=menu]")) return;
      event.preventDefault();
      box.current?.querySelector("input")?.focus();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [box]);
}

type Keys = {
  active: number;
  count: number;
  /** `grid`: the list that the key was pressed in. */ onMove: (index: number, grid: HTMLElement) => void;
  onOpen: (index: number) => void;
  onToggle: (index: number) => void;
};

export function listKeys({ active, count, onMove, onOpen, onToggle }: Keys) {
  return (event: KeyboardEvent<HTMLElement>) => {
    // Of what stands within a row (a number to dial) the keys are its own.
    if (!(event.target instanceof HTMLElement) || event.target.dataset["leadRow"] === undefined) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = (what: () => void) => {
      event.preventDefault();
      what();
    };
    const to = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: count - 1 }[event.key];
    if (to !== undefined) {
      const grid = event.currentTarget;
      act(() => onMove(Math.max(0, Math.min(count - 1, to)), grid));
    } else if (event.key === "Enter") act(() => onOpen(active));
    else if (isKey(event, "x", "KeyX")) act(() => onToggle(active));
  };
}
