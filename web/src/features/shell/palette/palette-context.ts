import { createContext, use } from "react";

/** Opens the search palette. */
export const PaletteContext = createContext<(() => void) | null>(null);

export function useOpenPalette(): () => void {
  const open = use(PaletteContext);
  if (!open) throw new Error("used outside of PaletteProvider");
  return open;
}
