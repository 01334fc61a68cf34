/**
 * Light or dark: as the device, unless this person has chosen. Kept on the device, because it is about the room one
 * sits in. At the start of a page public/theme.js applies it; styles.css has the colours.
 */
import { useSyncExternalStore } from "react";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "theme";
const listeners = new Set<() => void>();
/** For a browser that keeps nothing: the choice then lasts as long as the page. */
let unkept: Theme = "system";

function read(): Theme {
  try {
    const kept = localStorage.getItem(KEY);
    return THEMES.find((theme) => theme === kept) ?? "system";
  } catch {
    return unkept;
  }
}

/** The browser's own bar, on phones: index.html has a colour for each, and the system chooses unless told otherwise. */
function colourBrowser(theme: Theme): void {
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const own = meta.dataset["theme"];
    if (theme === "system") meta.media = `(prefers-color-scheme: ${own})`;
    else meta.media = own === theme ? "all" : "not all";
  }
}

function apply(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === "system") delete dataset["theme"];
  else dataset["theme"] = theme;
  colourBrowser(theme);
  for (const listener of listeners) listener();
}

/** Once, when the program starts: what public/theme.js has left undone. */
export const applyKeptTheme = (): void => apply(read());

export function chooseTheme(theme: Theme): void {
  unkept = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // See `unkept`.
  }
  apply(theme);
}

function subscribe(listener: () => void): () => void {
  // Chosen in another tab.
  const onStorage = ({ key }: StorageEvent) => key === KEY && apply(read());
  listeners.add(listener);
  window.addEventListener("storage", onStorage);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", onStorage);
  };
}

/** Drawn without a device, as tests do, it is the system's. */
export const useTheme = (): Theme => useSyncExternalStore(subscribe, read, () => "system");
