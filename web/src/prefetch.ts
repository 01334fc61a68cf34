/**
 * Files of pages, fetched before they are asked for: of a link as soon as somebody is about to follow it, and of the main
 * pages and what can be opened in front of them once there is nothing else to do.
 */
import { matchRoutes, type RouteObject } from "react-router";
import { FETCHED_AHEAD } from "./fetched-ahead.ts";
import { loadAllParts, noticeRegion } from "./ui/parts.ts";

/** After the page has painted and asked for what it shows. */
const IDLE_WITHIN_MS = 5_000;

type Connection = { saveData?: boolean };

/** Somebody pays for every byte, or has said that they do. */
const isSaving = (): boolean => (navigator as { connection?: Connection }).connection?.saveData === true;

const whenIdle = (run: () => void): void => {
  // Safari has none.
  if (typeof requestIdleCallback === "function") requestIdleCallback(run, { timeout: IDLE_WITHIN_MS });
  else setTimeout(run, IDLE_WITHIN_MS / 2);
};

/** `path`: within the dashboard. A file that is there already costs nothing, and one that cannot be had is told of when it is needed. */
async function prefetchPage(routes: RouteObject[], path: string): Promise<void> {
  for (const { route } of matchRoutes(routes, path) ?? []) {
    if (typeof route.lazy === "function") await route.lazy().catch(() => undefined);
  }
}

/**
 * Hovered, focused or touched: a tenth of a second or more before it is followed. `alsoOf`: what is fetched besides, of a
 * path, each time.
 */
export function prefetchOnIntent(document: Document, routes: RouteObject[], alsoOf: (path: string) => void): void {
  const seen = new Set<string>();
  const onIntent = ({ target }: Event) => {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a[href]") : null;
    if (!link || link.origin !== window.location.origin) return;
    // Of a link with filters the list is another one. Who pays for every byte follows it first.
    if (link.search === "" && link.pathname !== window.location.pathname && !isSaving()) alsoOf(link.pathname);
    if (seen.has(link.pathname)) return;
    seen.add(link.pathname);
    void prefetchPage(routes, link.pathname);
  };
  for (const type of ["pointerover", "focusin", "touchstart"])
    document.addEventListener(type, onIntent, { passive: true });
}

/** The pages that the frame's own navigation leads to. */
const pagesInSight = (document: Document): string[] => [
  ...new Set([...document.querySelectorAll<HTMLAnchorElement>("nav a[href]")].map(({ pathname }) => pathname)),
];

export function prefetchWhenIdle(document: Document, routes: RouteObject[]): void {
  const run = async () => {
    // What tells of a broken line has to be there before it breaks.
    if (isSaving()) return void (await noticeRegion.load().catch(() => undefined));
    await loadAllParts();
    for (const path of pagesInSight(document)) await prefetchPage(routes, path);
    performance.mark(FETCHED_AHEAD);
  };
  if (document.readyState === "complete") whenIdle(() => void run());
  else window.addEventListener("load", () => whenIdle(() => void run()), { once: true });
}
