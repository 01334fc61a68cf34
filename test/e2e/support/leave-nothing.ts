/**
 * For files that start processes themselves. When Vitest is interrupted its own processes are simply gone, and what
 * runs in a group of its own would stay: this makes an orderly exit of it, so that `exit` handlers run.
 */
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1));
process.once("disconnect", () => process.exit(1));
