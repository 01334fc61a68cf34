/** The entry: wiring only. */
import { createApp } from "./app.ts";
import { dashboardPage } from "./dashboard-page.ts";
import { depsOf } from "./deps.ts";
import type { Env } from "./env.ts";
import { sweepCalls } from "./features/calls/sweep/service.ts";
import { sweepDuplicates } from "./features/leads/duplicates/service.ts";
import { sweepImports } from "./features/imports/sweep/service.ts";
import { sweepSearch } from "./features/search-index/service.ts";
import { sweepBin } from "./features/leads/bin/service.ts";
import { cleanUp } from "./features/auth/cleanup/service.ts";
import { emptyBins } from "./features/listings/bin/service.ts";
import { runJob } from "./job-runner.ts";

export { BusinessHub } from "../durable-objects/business-hub/business-hub.ts";
export { CallSession } from "../durable-objects/call-session/call-session.ts";

/** As in wrangler.toml. */
const EVERY_QUARTER_HOUR = "*/15 * * * *";

const app = createApp();

export default {
  fetch: (request, env, ctx) => dashboardPage(request, env.ASSETS) ?? app.fetch(request, env, ctx),
  async queue(batch, env) {
    for (const message of batch.messages) await runJob(depsOf(env), message);
  },
  async scheduled({ cron }, env) {
    const deps = depsOf(env);
    if (cron === EVERY_QUARTER_HOUR) {
      await sweepCalls(deps);
      await sweepImports(deps);
      await sweepSearch(deps);
      return sweepDuplicates(deps);
    }
    await sweepBin(deps);
    await deps.schema.assertWritable("DIRECTORY");
    await cleanUp(deps);
    await emptyBins(deps);
  },
} satisfies ExportedHandler<Env>;
