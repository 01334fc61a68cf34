import type { RouteObject } from "react-router";
import { expect, it } from "vitest";
import { PAGES } from "../../test/e2e/support/pages.ts";
import { routes } from "./routes.tsx";

/** Where each page of the map stands: layouts have none of their own. */
function patternsOf(routes: readonly RouteObject[], above = ""): string[] {
  return routes.flatMap((route) => {
    const here = route.path === undefined ? above : `${above}/${route.path}`;
    return route.children ? patternsOf(route.children, here) : [here === "" ? "/" : here];
  });
}

it("has no page that the accessibility check (test/e2e/axe.test.ts) does not open, and the other way round", () => {
  const patterns = patternsOf(routes);
  expect(patterns.length).toBeGreaterThan(20);
  expect(new Set(PAGES.map(({ pattern }) => pattern))).toEqual(new Set(patterns));
});
