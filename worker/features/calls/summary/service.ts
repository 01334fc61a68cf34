/** The job after a call: summary on the call, next action on the lead. Safe to run twice. */
import { transcriptText } from "../../../../core/assistant/summary.ts";
import { summarise } from "../../../adapters/openai/summarise.ts";
import { scopeOfIdentity, type BusinessPlace, type BusinessScope } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";
import { findSettings } from "../../business/queries.ts";
import { noteKept, setNextAction } from "../../leads/intake/queries.ts";
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
  // The summary last: it is the sign that the job is done.
  if (call.leadId !== null && nextAction.trim() !== "")
    await proposeNextAction(deps, scope, { leadId: call.leadId, callId, nextAction: nextAction.trim() });
  await setCallSummary(scope, callId, { summary, outcome });
  deps.log.info("call_summarised", { businessId: place.businessId, callId, outcome });
}

/** What a person has written to do next stays; what the call would have said stands in the timeline then. */
async function proposeNextAction(
  deps: Deps,
  scope: BusinessScope,
  { leadId, callId, nextAction }: { leadId: string; callId: string; nextAction: string },
): Promise<void> {
  const now = deps.now();
  const isTaken = await setNextAction(scope, leadId, nextAction, { now, author: { by: "assistant", at: now, callId } });
  if (!isTaken) await noteKept(scope, leadId, [{ field: "nextAction", given: nextAction }], { now, newId: deps.newId });
}
