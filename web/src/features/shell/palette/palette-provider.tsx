import { useCallback, useEffect, useState, type ReactNode } from "react";
import { openDialog } from "../../../ui/open-dialog.ts";
import { onDemand } from "../../../ui/parts.ts";
import { WhenOpen } from "../../../ui/when-open.tsx";
import type { NavItem } from "../nav-item.ts";
import type { Place } from "../place.ts";
import { PaletteContext } from "./palette-context.ts";

const dialog = onDemand(() => import("./palette-dialog.tsx").then((file) => file.PaletteDialog));

/** By the place of the key: on a Hebrew keyboard the one that says K types ל. */
const isShortcut = (event: KeyboardEvent) =>
  event.code === "KeyK" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;

type Props = { place: Place; items: readonly NavItem[]; children: ReactNode };

/** The search palette, for whatever is below it: a button opens it, and Ctrl+K from anywhere. */
export function PaletteProvider({ place, items, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  const open = useCallback(() => setOpen(true), []);
  const close = useCallback(() => setOpen(false), []);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isShortcut(event)) return;
      // The browser's own: the address bar.
      event.preventDefault();
      // A question that stands open must be answered first.
      if (openDialog() === null) setOpen(true);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  return (
    <PaletteContext value={open}>
      {children}
      <WhenOpen of={dialog} isOpen={isOpen} onClose={close} props={{ place, items, isOpen, onClose: close }} />
    </PaletteContext>
  );
}
