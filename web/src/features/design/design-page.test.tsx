import { createElement, isValidElement, type ElementType } from "react";
import { renderToString } from "react-dom/server";
import { createMemoryRouter, RouterProvider } from "react-router";
import { beforeAll, describe, expect, it, vi } from "vitest";

const drawn = vi.hoisted(() => new Set<unknown>());

/** Notes every component of which an element is made while the page is drawn. */
vi.mock("react/jsx-dev-runtime", async (original) => {
  const real = await original<{ jsxDEV: (type: unknown, ...rest: unknown[]) => unknown }>();
  const jsxDEV = (type: unknown, ...rest: unknown[]) => {
    drawn.add(type);
    return real.jsxDEV(type, ...rest);
  };
  return { ...real, jsxDEV };
});

/** Those of which the elements stand ready before. */
function note(node: unknown): void {
  if (Array.isArray(node)) node.forEach(note);
  if (!isValidElement<Record<string, unknown>>(node)) return;
  drawn.add(node.type);
  Object.values(node.props).forEach(note);
}

// Files of tests share their modules: one that was loaded before would make its elements unseen.
vi.resetModules();
const { DesignPage } = await import("./design-page.tsx");
const { GROUPS } = await import("./groups.ts");
const { Toasts } = await import("../../ui/toast.tsx");
const { NoticeRegion } = await import("../../ui/toast-region.tsx");
const files = await Promise.all(
  Object.entries(import.meta.glob<Record<string, unknown>>("../../ui/*.tsx")).map(
    async ([path, load]) => [path, await load()] as const,
  ),
);

/** Hooks and helpers begin with a small letter. */
const components = files.flatMap(([path, exported]) =>
  Object.entries(exported)
    .filter(([name, value]) => /^[A-Z]/.test(name) && typeof value === "function")
    .map(([name, component]) => ({ name: `${name} of ${path.slice("../../".length)}`, component })),
);

const specimens = GROUPS.flatMap((group) => group.specimens);
/** Its region stands around every page, and the page of the design system only fills it. */
const AROUND_EVERY_PAGE: ReadonlySet<unknown> = new Set([Toasts, NoticeRegion]);

describe("the page of the design system", () => {
  let html = "";
  beforeAll(() => {
    drawn.clear();
    const router = createMemoryRouter([{ path: "*", element: createElement(DesignPage) }]);
    html = renderToString(createElement(RouterProvider as ElementType, { router }));
    for (const { states } of specimens) for (const { show } of states) note(show);
  });

  it.each(components)("shows $name", ({ component }) => {
    expect(specimens.filter(({ of }) => of.includes(component))).toHaveLength(1);
    expect(drawn.has(component) || AROUND_EVERY_PAGE.has(component)).toBe(true);
  });

  it("names every component and every state of it", () => {
    expect(components.length).toBeGreaterThan(40);
    for (const { name, states } of specimens) {
      expect(html).toContain(`aria-label="${name}"`);
      expect(new Set(states.map((state) => state.name)).size, name).toBe(states.length);
    }
  });
});
