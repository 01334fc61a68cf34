import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { swaggerUiFiles } from "./dev/swagger-ui-files.ts";

const WORKER_URL = "http://localhost:8787";

/** React, the router and React Aria are 600 kB before compression; only growth beyond that is news. */
const CHUNK_WARNING_KB = 800;

const ZOD_AND_ITS_SETTING = /node_modules[\\/]zod[\\/]|web[\\/]src[\\/]no-eval\.ts$/;

/** `--mode mock` puts the stand-in API of dev/ in the place of the Worker, for looking at screens without one. */
export default defineConfig(async ({ mode }) => {
  const mock = mode === "mock" ? [(await import("./dev/mock-api.ts")).mockApi()] : [];
  return {
    root: import.meta.dirname,
    cacheDir: "../node_modules/.vite",
    plugins: [react(), tailwindcss(), swaggerUiFiles(), ...mock],
    build: {
      outDir: "../dist/web",
      emptyOutDir: true,
      target: "es2022",
      chunkSizeWarningLimit: CHUNK_WARNING_KB,
      // One chunk, so that zod is told not to compile code before any other chunk makes a schema.
      rolldownOptions: { output: { codeSplitting: { groups: [{ name: "zod", test: ZOD_AND_ITS_SETTING }] } } },
    },
    server: { proxy: mode === "mock" ? {} : { "/api": { target: WORKER_URL, ws: true } } },
  };
});
