import { useEffect, type RefObject } from "react";
import { openDialog } from "../../../ui/open-dialog.ts";

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable=true]") !== null;

/** N: to the note. By the place of the key, whichever the language of the keyboard. */
export function usePageKeys(noteBox: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.code !== "KeyN" || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (isTyping(event.target) || openDialog() !== null) return;
      event.preventDefault();
      noteBox.current?.querySelector("textarea")?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [noteBox]);
}
