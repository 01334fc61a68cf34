/** Writing listings, and reading one with its photos and owner. */
import {
  findListing,
  findOwner,
  findWhole,
  insertListing,
  maySeeLead,
  setDeleted,
  setState,
  updateFields,
} from "./queries.ts";
import type { Actor, AuditAction } from "../../../core/audit/actions.ts";
import { changesBetween } from "../../../core/audit/changes.ts";
import { CodedError, invalidFields } from "../../../core/contract/errors.ts";
import { addressLine, type Address } from "../../../core/listings/address.ts";
import { problemsOf } from "../../../core/listings/checks.ts";
import { mayFollow, type ListingState } from "../../../core/listings/states.ts";
import {
  BIN_DAYS,
  type Listing,
  type ListingField,
  type ListingFields,
  type ListingOwner,
  type ListingPatch,
} from "../../../core/listings/wire.ts";
import type { BusinessScope } from "../../db/scope.ts";
import type { Deps } from "../../deps.ts";
import { auditInTenant } from "../audit/lines.ts";
import { listColleagues } from "../people/queries.ts";

export const noSuchListing = () => new CodedError("not_found", "there is no such listing");

/** In days of the log a listing is called by its whole address. */
export const listingRecord = (id: string, address: Address) =>
  ({ type: "listing", id, label: addressLine(address, "full") }) as const;

/** Throws `not_found`. */
export async function readListing(scope: BusinessScope, id: string): Promise<Listing> {
  const found = await findWhole(scope, id);
  if (!found) throw noSuchListing();
  const { ownerLeadId, ...row } = found.row;
  const owner: ListingOwner =
    ownerLeadId === null ? { is: "nobody" } : found.owner ? { is: "lead", ...found.owner } : { is: "hidden" };
  return { ...row, owner, photos: found.photos };
}

export async function createListing(
  deps: Deps,
  actor: Actor,
  scope: BusinessScope,
  fields: ListingFields,
): Promise<Listing> {
  refuse(problemsOf(fields));
  await checkPeople(deps, scope, fields);
  const id = deps.newId();
  const line = auditInTenant(deps, scope, actor, {
    action: "listing.created",
    record: listingRecord(id, fields),
    data: {},
  });
  await insertListing(scope, fields, { id, by: actor.userId, now: deps.now() }, line);
  await tellOf(deps, scope, id);
  return readListing(scope, id);
}

/** Throws `conflict` with the names of the fields that are not any more what whoever changes them saw. */
export async function changeListing(
  deps: Deps,
  actor: Actor,
  scope: BusinessScope,
  id: string,
  { from, to }: ListingPatch,
): Promise<Listing> {
  const before = await liveListing(scope, id);
  refuse(problemsOf({ ...before, ...to }));
  await checkPeople(deps, scope, to);
  const seen = "ownerLeadId" in to ? await withOwnerOf(scope, before, from) : from;
  const line = auditInTenant(deps, scope, actor, {
    action: "listing.changed",
    record: listingRecord(id, { ...before, ...to }),
    data: { changes: changesBetween(readable(from), readable(to), ["description", "assistantLine"]) },
  });
  if (!(await updateFields(scope, id, { from: seen, to }, deps.now(), line))) {
    const now = await liveListing(scope, id);
    const changed = (Object.keys(to) as ListingField[]).filter(
      (field) => JSON.stringify(now[field]) !== JSON.stringify(seen[field]),
    );
    throw new CodedError("conflict", "somebody else has changed the same meanwhile", {
      details: changed.map((field) => ({ field, problem: "changed_meanwhile" })),
    });
  }
  await tellOf(deps, scope, id);
  return readListing(scope, id);
}

/**
 * What was there before, with the owner as the row names them: whoever reads it is told of the lead that theirs has
 * become part of. Throws where they may not see the owner: they say nothing of them, and take nobody's place.
 */
async function withOwnerOf(
  scope: BusinessScope,
  { ownerLeadId }: { ownerLeadId: string | null },
  from: Partial<ListingFields>,
): Promise<Partial<ListingFields>> {
  if (ownerLeadId === null) return from;
  const known = await findOwner(scope, ownerLeadId);
  if (known === null) throw invalidFields({ field: "ownerLeadId", problem: "not yours to change" });
  return known === from.ownerLeadId ? { ...from, ownerLeadId } : from;
}

/** Lists are read in the log as texts; which lead is the owner is no word of it: not everybody may know them. */
const readable = (fields: Partial<ListingFields>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([field]) => field !== "ownerLeadId")
      .map(([field, value]) => [field, Array.isArray(value) ? value.join(" ") : value]),
  );

export async function changeState(
  deps: Deps,
  actor: Actor,
  scope: BusinessScope,
  id: string,
  move: { from: ListingState; to: ListingState },
): Promise<Listing> {
  const before = await liveListing(scope, id);
  if (!mayFollow(move.from, move.to)) throw invalidFields({ field: "to", problem: `does not follow ${move.from}` });
  const line = lineOf(deps, actor, scope, before, "listing.state_changed", move);
  if (!(await setState(scope, id, move, deps.now(), line)))
    throw new CodedError("conflict", "it is in another state by now", {
      details: [{ field: "state", problem: "changed_meanwhile" }],
    });
  await tellOf(deps, scope, id);
  return readListing(scope, id);
}

/** Into the bin; a second time it is there already. */
export async function deleteListing(deps: Deps, actor: Actor, scope: BusinessScope, id: string): Promise<void> {
  const before = await liveListing(scope, id);
  const line = lineOf(deps, actor, scope, before, "listing.deleted", {});
  if (await setDeleted(scope, id, { by: actor.userId, now: deps.now() }, line)) await tellOf(deps, scope, id);
}

/** Out of the bin, within `BIN_DAYS`. */
export async function restoreListing(deps: Deps, actor: Actor, scope: BusinessScope, id: string): Promise<Listing> {
  const before = await findListing(scope, id);
  if (!before || isGone(before.deletedAt, deps.now())) throw noSuchListing();
  const line = lineOf(deps, actor, scope, before, "listing.restored", {});
  if (await setDeleted(scope, id, { by: null, now: deps.now() }, line)) await tellOf(deps, scope, id);
  return readListing(scope, id);
}

const DAY_MS = 24 * 60 * 60_000;
export const isGone = (deletedAt: number | null, now: number): boolean =>
  deletedAt !== null && deletedAt < now - BIN_DAYS * DAY_MS;

/** Throws `not_found`, also for one in the bin. */
export async function liveListing(scope: BusinessScope, id: string) {
  const row = await findListing(scope, id);
  if (!row || row.deletedAt !== null) throw noSuchListing();
  return row;
}

export const lineOf = (
  deps: Deps,
  actor: Actor,
  scope: BusinessScope,
  listing: Address & { id: string },
  action: AuditAction,
  data: Record<string, unknown>,
) => auditInTenant(deps, scope, actor, { action, record: listingRecord(listing.id, listing), data });

function refuse(problems: { field: string; problem: string }[]): void {
  if (problems.length > 0) throw invalidFields(...problems);
}

/** The owner is a lead that one may see, the agent a colleague. */
async function checkPeople(deps: Deps, scope: BusinessScope, { ownerLeadId, agentId }: Partial<ListingFields>) {
  const [sees, colleagues] = await Promise.all([
    ownerLeadId ? maySeeLead(scope, ownerLeadId) : true,
    agentId ? listColleagues(deps.directory, scope.businessId, [agentId]) : null,
  ]);
  if (!sees) throw invalidFields({ field: "ownerLeadId", problem: "no lead of yours" });
  if (colleagues?.length === 0) throw invalidFields({ field: "agentId", problem: "nobody of this business" });
}

/** What is written is written: a dashboard that is not told finds out when it asks again. */
export async function tellOf(deps: Deps, { businessId }: BusinessScope, listingId: string): Promise<void> {
  try {
    await deps.hub(businessId).announce({ type: "listing.changed", listingId });
  } catch (cause) {
    deps.log.error("listing_not_told", { cause });
  }
}
