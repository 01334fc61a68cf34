/**
 * Tells the bundler that what core/ and the catalogue compute when they are loaded may be left out where nobody uses it:
 * nothing there has effects (docs: core is pure). Without that, a page that needs one constant of a module with schemas
 * would load every schema of it, and zod with them.
 */
import type { Plugin } from "vite";

const DECLARATIONS = /[\\/](core|web[\\/]src[\\/]i18n)[\\/][^?]*\.ts$/;

/** The little of a syntax tree that is looked at. */
type Declared = { init: { type: string; start: number; end: number } | null };
type Statement = { type: string; declaration?: Statement | null; declarations?: Declared[] };

/** Values that the bundler knows to have no effect by itself. */
const PLAIN = new Set(["Literal", "ArrowFunctionExpression", "FunctionExpression"]);

/** Where the values of a module's own `const`s begin and end. */
export const valuesOf = (body: readonly Statement[]): { start: number; end: number }[] =>
  body
    .map((statement) => statement.declaration ?? statement)
    .flatMap(({ type, declarations = [] }) => (type === "VariableDeclaration" ? declarations : []))
    .flatMap(({ init }) => (init && !PLAIN.has(init.type) ? [init] : []));

/** `places` in the order in which they stand. On the same lines, so that these stay what they were. */
export function withPureValues(code: string, places: readonly { start: number; end: number }[]): string {
  let marked = "";
  let done = 0;
  for (const { start, end } of places) {
    marked += `${code.slice(done, start)}/* @__PURE__ */ (() => (${code.slice(start, end)}))()`;
    done = end;
  }
  return marked + code.slice(done);
}

export function pureCore(): Plugin {
  return {
    name: "pure-core",
    apply: "build",
    enforce: "post",
    transform: {
      filter: { id: DECLARATIONS },
      handler(code) {
        const { body } = this.parse(code);
        return { code: withPureValues(code, valuesOf(body as Statement[])), moduleSideEffects: false, map: null };
      },
    },
  };
}
