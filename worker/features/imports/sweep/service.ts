/** Every quarter of an hour: imports whose job was lost go on, and what is over is cleared away. */
import { clearImport, findOver, takeStalled } from "./queries.ts";
import { folderOf } from "../file/pieces.ts";
import { UNDO_MS } from "../../../../core/imports/states.ts";
import type { TenantDb } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";
import { inEachDatabase } from "../../../each-database.ts";

/** Of each database in one run. */
const MOST = 50;

export const sweepImports = (deps: Deps): Promise<void> =>
  inEachDatabase(deps, "imports_not_swept", { goOn, clearAway });

async function goOn(deps: Deps, db: TenantDb, tenantDb: string): Promise<void> {
  for (const { businessId, importId, state } of await takeStalled(db, deps.now(), MOST)) {
    deps.log.warn("import_stood_still", { businessId, importId, state });
    if (state === "paused") continue;
    const type = state === "running" ? "run_import" : "undo_import";
    await deps.jobs
      .send({ type, businessId, tenantDb, importId })
      .catch((cause: unknown) => deps.log.error("import_job_not_sent", { importId, cause }));
  }
}

async function clearAway(deps: Deps, db: TenantDb): Promise<void> {
  for (const over of await findOver(db, deps.now(), UNDO_MS, MOST)) {
    const { businessId, importId } = over;
    try {
      await deps.files.removeAll(folderOf(businessId, importId));
      await clearImport(db, over, deps.now());
    } catch (cause) {
      // Nor another import for this one.
      deps.log.error("import_not_cleared", { businessId, importId, cause });
    }
  }
}
