/** The job after a call: summary on the call, next action on the lead. Safe to run twice, also at once. */
import { transcriptText } from "../../../../core/assistant/summary.ts";
import { summarise } from "../../../adapters/openai/summarise.ts";
import { scopeOfIdentity, type BusinessPlace } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";
import { findSettings } from "../../business/queries.ts";
import { noteKept } from "../../leads/intake/queries.ts";
import { findCall, readCallMemory, setCallSummary } from "../record/queries.ts";

export async function summariseCall(deps: Deps, place: BusinessPlace, callId: string): Promise<void> {
  const scope = scopeOfIdentity(deps.tenants, place);
  const call = await findCall(scope, callId);
  if (!call || call.summary !== null) return;
  const { turns } = await readCallMemory(scope, callId);
  // A caller who said nothing left nothing to sum up.
  if (!turns.some((turn) => turn.role === "caller")) return;
  const settings = await findSettings(scope);
  const { summary, nextAction, outcome } = await summarise(
    deps.config,
    settings?.textModel ?? deps.config.OPENAI_TEXT_MODEL,
    transcriptText(turns),
  );
  const { leadId } = call;
  const now = deps.now();
  const next = leadId !== null && nextAction.trim() !== "" ? { leadId, nextAction: nextAction.trim(), now } : null;
  const { isNew, gaveWay } = await setCallSummary(scope, callId, { summary, outcome }, next);
  if (!isNew) return;
  if (next && gaveWay)
    await noteKept(scope, next.leadId, [{ field: "nextAction", given: next.nextAction }], { now, newId: deps.newId });
  deps.log.info("call_summarised", { businessId: place.businessId, callId, outcome });
}
