/** A visit that is over: why, and whether the admin comes back to their own session. */
import { findVisit, type Visit } from "./queries.ts";
import { CodedError } from "../../../core/contract/errors.ts";
import type { Deps } from "../../deps.ts";
import { sessionHeld } from "../auth/service.ts";

const ENDED_BY_PERSON = ["signed_out", "ended_elsewhere", "signed_out_everywhere", "password_changed"] as const;

/**
 * However a visit ended, but by a token that was stolen. Where the admin signed out, their own session is over as well,
 * and there is nothing to come back to.
 */
const RETURNABLE: ReadonlySet<Visit["endReason"]> = new Set([
  null,
  "impersonation_ended",
  "expired",
  "revoked",
  ...ENDED_BY_PERSON,
]);

export const mayReturn = ({ endReason }: Visit): boolean => RETURNABLE.has(endReason);

/**
 * `signed_out`: the person has ended their sessions. `gone`: they are not of the business any more, or the account is
 * closed.
 */
export type VisitEnd = "expired" | "switched_off" | "left" | "signed_out" | "gone";

/** Why the visit whose refresh token this is is over; null: it is none of ours, or there is no way back. */
export async function whyVisitEnded(deps: Deps, refreshToken: string): Promise<VisitEnd | null> {
  const visitId = sessionHeld(deps, { claims: null, refreshToken });
  const visit = visitId === null ? undefined : await findVisit(deps.directory, visitId);
  if (!visit || !mayReturn(visit)) return null;
  if (visit.endReason === "impersonation_ended") return "left";
  if (ENDED_BY_PERSON.some((reason) => reason === visit.endReason)) return "signed_out";
  if (visit.impersonationAllowed === false) return "switched_off";
  return visit.endReason === "expired" || visit.expiresAt <= deps.now() ? "expired" : "gone";
}

export const visitOver = (why: VisitEnd) =>
  new CodedError("unauthorized", "acting as somebody else is over", {
    details: [{ field: "impersonation", problem: why }],
  });
