import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { firstLoadsOf, type Chunk } from "./first-load.ts";

const chunk = (fileName: string, imports: string[], rest: Partial<Chunk> = {}): Chunk => ({
  fileName,
  code: `// ${fileName}`,
  imports,
  isEntry: false,
  facadeModuleId: null,
  moduleIds: [],
  ...rest,
});
const sizeOf = (...names: string[]) => names.reduce((sum, name) => sum + gzipSync(`// ${name}`).byteLength, 0);

it("counts what a page needs once, with the start of the program, and nothing that comes later", () => {
  const loads = firstLoadsOf([
    chunk("index.js", ["react.js"], { isEntry: true, facadeModuleId: "/web/index.html" }),
    chunk("react.js", []),
    chunk("leads.js", ["react.js", "row.js"], { facadeModuleId: "/web/src/leads-page.tsx" }),
    chunk("row.js", ["phone.js"]),
    chunk("phone.js", ["row.js"]),
    chunk("menu.js", ["react.js"], { facadeModuleId: "/web/src/menu-list.tsx" }),
  ]);
  expect(loads).toEqual({
    "leads-page": {
      bytes: sizeOf("index.js", "react.js", "leads.js", "row.js", "phone.js"),
      files: ["index.js", "leads.js", "phone.js", "react.js", "row.js"],
    },
  });
});
