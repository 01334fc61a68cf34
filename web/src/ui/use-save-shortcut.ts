import { useEffect } from "react";
import { flushSync } from "react-dom";
import { openDialog } from "./open-dialog.ts";

/** By the place of the key: on a Hebrew keyboard the one that says S types ד. */
const isShortcut = (event: KeyboardEvent) =>
  event.code === "KeyS" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;

/** The button that a form is saved with: none while there is nothing to save, or while it is being saved. */
const saves = (form: HTMLFormElement) => form.querySelector<HTMLButtonElement>('button[type="submit"]:not(:disabled)');

/** The form that is written in; else the one that has something unsaved (`data-unsaved`). */
function toSave(): { form: HTMLFormElement; button: HTMLButtonElement } | null {
  const within = openDialog() ?? document;
  const written = document.activeElement?.closest("form");
  const unsaved = within.querySelectorAll<HTMLFormElement>("form[data-unsaved]");
  for (const form of [...(written && within.contains(written) ? [written] : []), ...unsaved]) {
    const button = saves(form);
    if (button) return { form, button };
  }
  return null;
}

/** A number counts only once its field is left: it is left and entered again. */
function settleField(): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement) || !field.closest("form")) return;
  flushSync(() => field.blur());
  field.focus({ preventScroll: true });
}

/** Ctrl+S saves what is being filled in, as its button would; where there is a form, the browser saves no page. */
export function useSaveShortcut(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isShortcut(event) || !document.querySelector("form")) return;
      event.preventDefault();
      // Held down, it is one.
      if (event.repeat) return;
      settleField();
      const found = toSave();
      found?.form.requestSubmit(found.button);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
