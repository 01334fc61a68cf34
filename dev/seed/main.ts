/** The process behind `npm run seed` and `npm start`: migrates and fills the local databases under `DATA_DIR`. */
import { resolve } from "node:path";
import { tenantDatabases } from "../../worker/env.ts";
import { ROOT } from "../start/settings.ts";
import { withLocalDatabases } from "./local-databases.ts";
import { ADMIN_IS_NEW, PUBLISHED_PASSWORD } from "./published.ts";
import { seed, seedForTheWorld } from "./seed.ts";

const dataDir = resolve(ROOT, process.env["DATA_DIR"] ?? ".data");
const password = process.env["SEED_PASSWORD"] ?? PUBLISHED_PASSWORD;

const options = { password, now: Date.now() };

await withLocalDatabases(dataDir, async (env) => {
  if (process.env["SEED_FOR"] !== "the-world")
    return seed(env.DIRECTORY, tenantDatabases(env), { ...options, files: env.RECORDINGS });
  if (await seedForTheWorld(env.DIRECTORY, options)) console.log(ADMIN_IS_NEW);
}).catch((error: unknown) => {
  // What is wrong is for a person to read, not where it was found.
  console.error(error instanceof Error && error.message.startsWith("PUBLIC_URL") ? error.message : error);
  process.exitCode = 1;
});
