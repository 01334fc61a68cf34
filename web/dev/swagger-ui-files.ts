/**
 * Puts the files of Swagger UI that the Worker's /api/docs page loads beside the dashboard, under our own origin:
 * a strict content security policy has no room for somebody else's CDN.
 */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const FILES = ["swagger-ui.css", "swagger-ui-bundle.js"];

/** Starts it on that page; a file of its own, as inline scripts are refused. */
const INIT = `SwaggerUIBundle({ url: "/api/openapi.json", dom_id: "#swagger-ui", deepLinking: true });\n`;

const sourceOf = (file: string) => fileURLToPath(import.meta.resolve(`swagger-ui-dist/${file}`));

export function swaggerUiFiles(): Plugin {
  return {
    name: "swagger-ui-files",
    apply: "build",
    async generateBundle() {
      for (const file of FILES) {
        this.emitFile({ type: "asset", fileName: `vendor/swagger-ui/${file}`, source: await readFile(sourceOf(file)) });
      }
      this.emitFile({ type: "asset", fileName: "vendor/swagger-ui/init.js", source: INIT });
    },
  };
}
