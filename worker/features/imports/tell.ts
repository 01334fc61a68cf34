/** Dashboards that show an import read it again. It goes on, whether they hear of it or not. */
import type { BusinessPlace, BusinessScope } from "../../db/scope.ts";
import type { Deps } from "../../deps.ts";

export async function tellImport(deps: Deps, { businessId }: BusinessScope, importId: string): Promise<void> {
  await deps
    .hub(businessId)
    .tellManagers([{ type: "import.changed", importId }])
    .catch((cause: unknown) => deps.log.error("import_not_told", { businessId, importId, cause }));
}

/** Leads have come, or changed, in some number: lists are asked for again. */
export async function tellLeads(deps: Deps, { businessId }: BusinessScope): Promise<void> {
  await deps
    .hub(businessId)
    .publish([{ type: "lead.changed", leadId: null }], null)
    .catch((cause: unknown) => deps.log.error("leads_not_told", { businessId, cause }));
}

/** Found by a search soon, and not hours later by the sweep; in a job of its own, since it takes longer than the rows. */
export async function haveIndexed(deps: Deps, place: BusinessPlace): Promise<void> {
  await deps.jobs
    .send({ type: "index_search", ...place })
    .catch((cause: unknown) => deps.log.error("index_job_not_sent", { businessId: place.businessId, cause }));
}
