/** `npm run seed`: migrates the local databases and fills them with the demo content. */
import { seed } from "./start/prepare.ts";
import { readSettings } from "./start/settings.ts";

const settings = readSettings();
const { adminIsNew } = await seed(settings);
console.log(`Seeded ${settings.dataDir}`);
if (adminIsNew) console.log(`admin@agentlocator.test / ${settings.seedPassword}   (shown this once)`);
