/** Who does something in a business, and with what. */
import type { Actor } from "../../../core/audit/actions.ts";
import type { HubEvent } from "../../../core/contract/hub-events.ts";
import type { BusinessScope } from "../../db/scope.ts";
import type { Deps } from "../../deps.ts";

export type By = { deps: Deps; actor: Actor; scope: BusinessScope };

/** What is written is written: a dashboard that is not told finds out when it asks again. */
export async function tellAll({ deps, scope }: Omit<By, "actor">, event: HubEvent): Promise<void> {
  await deps
    .hub(scope.businessId)
    .announce(event)
    .catch((cause: unknown) =>
      deps.log.error("dashboards_not_told", { event: event.type, businessId: scope.businessId, cause }),
    );
}

/** That something is new about this lead, to those who may see it: their dashboards read it again. */
export async function tellOfLead({ deps, scope }: Omit<By, "actor">, leadId: string, assignedTo: string | null) {
  await deps
    .hub(scope.businessId)
    .publish([{ type: "lead.changed", leadId }], assignedTo)
    .catch((cause: unknown) =>
      deps.log.error("dashboards_not_told", { event: "lead.changed", businessId: scope.businessId, cause }),
    );
}
