import { parseAst } from "vite";
import { expect, it } from "vitest";
import { valuesOf, withPureValues } from "./pure-core.ts";

const marked = (code: string) => withPureValues(code, valuesOf(parseAst(code).body as Parameters<typeof valuesOf>[0]));

it("marks what a module computes for its own constants, and nothing else", () => {
  expect(
    marked(
      [
        "import { z } from 'zod';",
        "const MAX = 3;",
        "export const schema = z.object({ name: z.string() });",
        "export const line = (max) => schema.max(max);",
        "const a = f(), b = g();",
        "export function h() { const inner = f(); return inner; }",
      ].join("\n"),
    ),
  ).toBe(
    [
      "import { z } from 'zod';",
      "const MAX = 3;",
      "export const schema = /* @__PURE__ */ (() => (z.object({ name: z.string() })))();",
      "export const line = (max) => schema.max(max);",
      "const a = /* @__PURE__ */ (() => (f()))(), b = /* @__PURE__ */ (() => (g()))();",
      "export function h() { const inner = f(); return inner; }",
    ].join("\n"),
  );
});
