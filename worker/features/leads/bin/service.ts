/** A deleted lead lies in the bin for some days, from which it comes back whole; then it goes for good. */
import { listOver, moveLead, takeAway, type Over } from "./queries.ts";
import { CodedError } from "../../../../core/contract/errors.ts";
import { BIN_DAYS } from "../../../../core/leads/bulk-limits.ts";
import type { Deps } from "../../../deps.ts";
import { inEachDatabase } from "../../../each-database.ts";
import { auditInTenant } from "../../audit/lines.ts";
import { tellOfLead, type By } from "../by.ts";
import { findLeadDetail } from "../queries.ts";
import { sweepRuns } from "../bulk/sweep.ts";
import { sweepClosedTags } from "../tags/deletion/service.ts";

const DAY_MS = 24 * 3_600_000;
const AWAY_AT_ONCE = 100;
/** What is left is taken the next night. */
const MOST_ROUNDS = 50;

/** Throws `not_found`. One that is in the bin already stays there as it was. */
export const deleteLead = (by: By, leadId: string): Promise<void> => move(by, leadId, "bin");

/** Throws `not_found`. */
export const restoreLead = (by: By, leadId: string): Promise<void> => move(by, leadId, "list");

async function move(by: By, leadId: string, to: "bin" | "list"): Promise<void> {
  const { deps, actor, scope } = by;
  const lead = await findLeadDetail(scope, leadId);
  if (!lead) throw new CodedError("not_found", "there is no such lead");
  const line = auditInTenant(deps, scope, actor, {
    action: to === "bin" ? "lead.deleted" : "lead.restored",
    record: { type: "lead", id: leadId, label: lead.name ?? lead.phone ?? lead.phoneTyped },
    data: {},
  });
  const who = { actorId: actor.userId, actorName: actor.name };
  const moved = await moveLead(scope, leadId, { to, now: deps.now(), eventId: deps.newId(), ...who }, line);
  // Where it is already, nothing is to be told.
  if (moved) await tellOfLead(by, leadId, moved.assignedTo);
}

/**
 * Every night: what has lain in the bin for long enough goes, and so does what actions on many
 * leads have kept; a tag that was left half deleted is taken up again.
 */
export const sweepBin = (deps: Deps): Promise<void> =>
  inEachDatabase(deps, "bin_not_swept", {
    bin: async (_, db, database) => {
      const before = deps.now() - BIN_DAYS * DAY_MS;
      let all = 0;
      for (let round = 0; round < MOST_ROUNDS; round++) {
        const over = await listOver(db, before, AWAY_AT_ONCE);
        for (const [businessId, ids] of byBusiness(over)) await takeAway(db, businessId, ids, before);
        all += over.length;
        if (over.length < AWAY_AT_ONCE) break;
      }
      deps.log.info("bin_swept", { database, leads: all });
    },
    runs: sweepRuns,
    tags: sweepClosedTags,
  });

function byBusiness(over: readonly Over[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { businessId, id } of over) found.set(businessId, [...(found.get(businessId) ?? []), id]);
  return found;
}
