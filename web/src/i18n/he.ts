/**
 * Every Hebrew text of the dashboard: `he.<area>.<text>`. Each area has its file in he/. A namespace and not an object,
 * so that the build sees which areas a page uses and gives it no others.
 */
export * as he from "./he/areas.ts";
