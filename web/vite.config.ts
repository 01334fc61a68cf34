import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { firstLoad } from "./dev/first-load.ts";
import { pureCore } from "./dev/pure-core.ts";
import { swaggerUiFiles } from "./dev/swagger-ui-files.ts";

const WORKER_URL = "http://localhost:8787";

/** React, the router and React Aria are 600 kB before compression; only growth beyond that is news. */
const CHUNK_WARNING_KB = 800;

const DIST = fileURLToPath(new URL("../dist", import.meta.url));

const INITIAL: "$initial"[] = ["$initial"];
const VENDOR = /node_modules[\\/](react|react-dom|react-router|scheduler|@tanstack)[\\/]/;

/** Of core and the catalogue each page takes what it uses. */
const DECLARED = /[\\/]core[\\/]|web[\\/]src[\\/]i18n/;
const FIRST = /node_modules[\\/](?!zod)|web[\\/]src[\\/](?!i18n)/;

/** `--mode mock` puts the stand-in API of dev/ in the place of the Worker, for looking at screens without one. */
export default defineConfig(async ({ mode }) => {
  const mock = mode === "mock" ? [(await import("./dev/mock-api.ts")).mockApi()] : [];
  return {
    root: import.meta.dirname,
    cacheDir: "../node_modules/.vite",
    plugins: [react(), tailwindcss(), swaggerUiFiles(), pureCore(), firstLoad(DIST), ...mock],
    build: {
      outDir: `${DIST}/web`,
      emptyOutDir: true,
      target: "es2022",
      chunkSizeWarningLimit: CHUNK_WARNING_KB,
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              // Changes a few times a year: a new version of the dashboard leaves it in the browser.
              { name: "vendor", tags: INITIAL, test: VENDOR, priority: 2 },
              // What every page needs in one file; else it would be cut into dozens, by who shares what with whom.
              { name: "first", tags: INITIAL, test: FIRST, priority: 1, includeDependenciesRecursively: false },
              // A picture that many pages show would else be a file, and a request, of its own.
              {
                name: "icons",
                test: /lucide-react[\\/]dist[\\/]esm[\\/]icons/,
                minShareCount: 6,
                includeDependenciesRecursively: false,
              },
              // Apart from what uses it, which must find it there; by who needs which of it.
              { name: "declared", tags: INITIAL, test: DECLARED, priority: 1, entriesAware: true },
            ],
          },
        },
      },
    },
    server: { proxy: mode === "mock" ? {} : { "/api": { target: WORKER_URL, ws: true } } },
  };
});
