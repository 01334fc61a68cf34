/**
 * Words for screen readers that stand nowhere on the page. React Aria leaves what carries `data-live-announcer` alone when
 * it hides the page behind a dialog.
 */
const KEPT_MS = 7_000;

let region: HTMLElement | null = null;

function regionOf(page: Document): HTMLElement {
  if (region?.isConnected) return region;
  region = page.createElement("div");
  region.dataset["liveAnnouncer"] = "true";
  region.className = "sr-only";
  region.role = "log";
  region.ariaLive = "polite";
  page.body.appendChild(region);
  return region;
}

/** Said once the reader has finished what it is saying. */
export function announce(words: string): void {
  const text = words.trim();
  if (text === "") return;
  const line = document.createElement("div");
  line.textContent = text;
  regionOf(document).appendChild(line);
  window.setTimeout(() => line.remove(), KEPT_MS);
}
