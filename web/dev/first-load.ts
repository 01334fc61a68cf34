/**
 * How much JavaScript somebody fetches who opens one page with an empty cache: the start of the program and the files of
 * the page, with all that these import at once. Written beside the build; a test (test/e2e/first-load.test.ts) and
 * `npm run bench -- dashboard` read it.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** 180 kB, of the leads page: what the product promises. */
export const LEADS_PAGE_MAX_BYTES = 180_000;

export type FirstLoad = { /** Gzipped. */ bytes: number; files: string[] };
/** By page, as `leads-page`. */
export type FirstLoads = Record<string, FirstLoad>;

export const FIRST_LOADS_FILE = "first-loads.json";

/** The part of a chunk that is looked at. */
export type Chunk = {
  fileName: string;
  code: string;
  imports: readonly string[];
  isEntry: boolean;
  facadeModuleId: string | null;
  moduleIds: readonly string[];
};

/** Pages; and where notices stand, which every page fetches once it is drawn, because it is needed when the line is gone. */
const PAGE = /(-page|toast-region)\.tsx$/;

export function firstLoadsOf(chunks: readonly Chunk[]): FirstLoads {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const sizes = new Map(chunks.map(({ fileName, code }) => [fileName, gzipSync(code).byteLength]));

  function withImports(names: readonly string[]): Set<string> {
    const reached = new Set<string>();
    const reach = (name: string) => {
      const chunk = byName.get(name);
      if (!chunk || reached.has(name)) return;
      reached.add(name);
      chunk.imports.forEach(reach);
    };
    names.forEach(reach);
    return reached;
  }

  const entries = chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName);
  const loads: FirstLoads = {};
  for (const { fileName, facadeModuleId, moduleIds } of chunks) {
    // What is fetched on demand and by another page at once has no facade.
    const module = facadeModuleId ?? moduleIds.at(-1) ?? "";
    if (!PAGE.test(module)) continue;
    const files = [...withImports([...entries, fileName])].sort();
    const bytes = files.reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
    loads[basename(module, ".tsx")] = { bytes, files };
  }
  return loads;
}

/** `folder`: where the sizes are written; not that of the build, which anybody can read. */
export function firstLoad(folder: string): Plugin {
  return {
    name: "first-load",
    apply: "build",
    writeBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, FIRST_LOADS_FILE), `${JSON.stringify(firstLoadsOf(chunks), null, 1)}\n`);
    },
  };
}
