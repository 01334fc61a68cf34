/** Changing what agents see, and whether the platform's people may come in. Both hold from the next request on. */
import type { z } from "zod";
import { endVisit, findPolicy, listVisits, updatePolicy } from "./queries.ts";
import type { Actor } from "../../../../core/audit/actions.ts";
import { changesBetween } from "../../../../core/audit/changes.ts";
import { CodedError } from "../../../../core/contract/errors.ts";
import type { Policy, policyPatchSchema } from "../../../../core/people/wire.ts";
import type { Deps } from "../../../deps.ts";
import { auditInDirectory } from "../../audit/lines.ts";
import { dropSockets } from "../drop-sockets.ts";

type Business = { id: string; name: string };
type PolicyPatch = z.output<typeof policyPatchSchema>;

export async function readPolicy(deps: Deps, businessId: string): Promise<Policy> {
  const policy = await findPolicy(deps.directory, businessId);
  if (!policy) throw new CodedError("not_found", "there is no such business");
  return policy;
}

/**
 * What follows from a policy that narrows is done again when it is asked for again, so that a failure in between can be
 * mended. Throws `conflict` when another manager changed it in this moment.
 */
export async function changePolicy(deps: Deps, actor: Actor, business: Business, patch: PolicyPatch): Promise<Policy> {
  const from = await readPolicy(deps, business.id);
  const to: Policy = {
    agentsSee: patch.agentsSee ?? from.agentsSee,
    impersonationAllowed: patch.impersonationAllowed ?? from.impersonationAllowed,
  };
  const changes = changesBetween(from, to);
  if (Object.keys(changes).length === 0) {
    await follow(deps, actor, business.id, {
      heardAnew: patch.agentsSee === "own",
      closed: patch.impersonationAllowed === false,
    });
    return from;
  }

  const line = auditInDirectory(deps, actor, business.id, {
    action: "policy.changed",
    record: { type: "business", id: business.id, label: business.name },
    data: { changes },
  });
  const changed = await updatePolicy(deps.directory, business.id, { from, to }, line);
  if (!changed) throw new CodedError("conflict", "somebody else has changed the policy meanwhile");

  await follow(deps, actor, business.id, {
    heardAnew: changed.agentsSee !== from.agentsSee,
    closed: !changed.impersonationAllowed,
  });
  return changed;
}

/** Dashboards come back by themselves, and hear what they may hear now. */
async function follow(
  deps: Deps,
  actor: Actor,
  businessId: string,
  { heardAnew, closed }: { heardAnew: boolean; closed: boolean },
) {
  if (heardAnew) await dropSockets(deps, businessId, {});
  if (closed) await endVisits(deps, actor, businessId);
}

/**
 * After the policy forbids visits none can begin and those that run are refused; here they end for good, so that none
 * comes alive again when the business lets the platform in once more.
 */
async function endVisits(deps: Deps, actor: Actor, businessId: string): Promise<void> {
  const now = deps.now();
  for (const { sessionId, userId, name, impersonator } of await listVisits(deps.directory, businessId, now)) {
    const line = auditInDirectory(deps, actor, businessId, {
      action: "impersonation.ended",
      record: { type: "person", id: userId, label: name },
      data: { impersonator, why: "switched_off" },
    });
    await endVisit(deps.directory, sessionId, now, line);
    await dropSockets(deps, businessId, { sessionId });
  }
}
