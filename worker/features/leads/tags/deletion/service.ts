/**
 * Deleting a tag, or giving its leads another one instead. It is closed first: its row says so, and where its leads go.
 * Then it is taken off them, a portion at a time; of very many the rest in a job. What stops in between goes on at night.
 */
import { closeTag, findClosedTag, forgetTag, listLeftClosed, takeOffSome, type ClosedTag } from "./queries.ts";
import { CodedError, invalidFields } from "../../../../../core/contract/errors.ts";
import { scopeOfIdentity, type BusinessPlace, type BusinessScope, type TenantDb } from "../../../../db/scope.ts";
import type { Deps } from "../../../../deps.ts";
import { auditInTenant } from "../../../audit/lines.ts";
import { tellAll, type By } from "../../by.ts";
import { inPortions } from "../../in-portions.ts";
import { findTag } from "../queries.ts";
import { noSuchTag, SETTINGS_CHANGED } from "../service.ts";

/** A database has one writer: whatever else is to be written waits for so many and not for all of a tag's. */
export const TAKEN_OFF_AT_ONCE = 500;
/** Of those who wait for the answer. */
const PORTIONS_IN_REQUEST = 5;
const PORTIONS_IN_JOB = 40;

/** Throws `not_found`, `validation_failed` naming `moveTo`, and `conflict` while another's leads come to it. */
export async function removeTag(
  by: By & { place: BusinessPlace },
  tagId: string,
  moveTo: string | null,
): Promise<{ isDone: boolean }> {
  const { deps, actor, scope, place } = by;
  const target = moveTo === null ? undefined : await findTag(scope, moveTo);
  if (moveTo !== null && (!target || moveTo === tagId))
    throw invalidFields({ field: "moveTo", problem: "no tag that its leads can get" });
  const tag = await findTag(scope, tagId);
  if (!tag) throw noSuchTag();
  const line = auditInTenant(deps, scope, actor, {
    action: "lead_tag.deleted",
    record: { type: "lead_tag", id: tagId, label: tag.name },
    data: target ? { movedTo: target.name } : {},
  });
  if (!(await closeTag(scope, { tagId, moveTo, now: deps.now() }, line))) {
    if (!(await findTag(scope, tagId))) throw noSuchTag();
    throw new CodedError("conflict", "others are deleting tags at this moment");
  }
  const isDone = await takeOff(scope, { ...place, id: tagId, movesTo: moveTo }, PORTIONS_IN_REQUEST);
  if (!isDone) await goOnLater(deps, place, tagId);
  await tellOfIt(deps, scope);
  return { isDone };
}

/** The job. */
export async function emptyTag(deps: Deps, place: BusinessPlace, tagId: string): Promise<void> {
  const scope = scopeOfIdentity(deps.tenants, place);
  const tag = await findClosedTag(scope, tagId);
  if (!tag) return;
  if (!(await takeOff(scope, tag, PORTIONS_IN_JOB))) await deps.jobs.send({ type: "empty_tag", ...place, tagId });
  await tellOfIt(deps, scope);
}

const HOUR_MS = 3_600_000;
const LEFT_AT_ONCE = 100;

/** Every night: whatever was stopped in the middle. */
export async function sweepClosedTags(deps: Deps, db: TenantDb, tenantDb: string): Promise<void> {
  for (const { businessId, id } of await listLeftClosed(db, deps.now() - HOUR_MS, LEFT_AT_ONCE))
    await goOnLater(deps, { businessId, tenantDb }, id);
}

/** False: there are more. */
const takeOff = (scope: BusinessScope, tag: ClosedTag, portions: number): Promise<boolean> =>
  inPortions(
    portions,
    () => takeOffSome(scope, tag, TAKEN_OFF_AT_ONCE),
    () => forgetTag(scope, tag.id),
  );

/** It stays closed, and the night goes on with it. */
async function goOnLater(deps: Deps, place: BusinessPlace, tagId: string): Promise<void> {
  await deps.jobs
    .send({ type: "empty_tag", ...place, tagId })
    .catch((cause: unknown) => deps.log.error("tag_not_emptied", { ...place, tagId, cause }));
}

async function tellOfIt(deps: Deps, scope: BusinessScope): Promise<void> {
  await tellAll({ deps, scope }, SETTINGS_CHANGED);
  await tellAll({ deps, scope }, { type: "lead.changed", leadId: null });
}
