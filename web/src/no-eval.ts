/**
 * Stands before everything else: zod, which comes later with the pages that need it, would try whether it may compile
 * code, which the page's policy forbids and reports. This is where zod looks for its settings (zod/v4/core/core.js).
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
