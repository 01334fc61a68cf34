/** The process behind `npm run seed` and `npm start`: migrates and fills the local databases under `DATA_DIR`. */
import { resolve } from "node:path";
import { tenantDatabases } from "../../worker/env.ts";
import { ROOT } from "../start/settings.ts";
import { withLocalDatabases } from "./local-databases.ts";
import { seed } from "./seed.ts";

const DEFAULT_PASSWORD = "demo-password-1";

const dataDir = resolve(ROOT, process.env["DATA_DIR"] ?? ".data");
const password = process.env["SEED_PASSWORD"] ?? DEFAULT_PASSWORD;

await withLocalDatabases(dataDir, (env) => seed(env.DIRECTORY, tenantDatabases(env), { password, now: Date.now() }));
