/**
 * Deleting a status. It is closed first: no lead can come to it any more, and its row says where its leads go. Then they
 * move, a portion at a time; of very many the rest in a job. Whatever stops this in between, asked again it goes on.
 */
import { deleteStatus, moveSome } from "./queries.ts";
import { CodedError, invalidFields } from "../../../../../core/contract/errors.ts";
import { FIRST_STATUS, isLastOfKind, isStanding } from "../../../../../core/leads/status-rules.ts";
import { scopeOfIdentity, type BusinessPlace, type BusinessScope } from "../../../../db/scope.ts";
import type { Deps } from "../../../../deps.ts";
import { inPortions } from "../../in-portions.ts";
import { closeStatus, listStatuses } from "../queries.ts";
import { lineOf, noSuchStatus, tellOfSettings, whileTheyStand, type Manager } from "../service.ts";

/** A database has one writer: whatever else is to be written waits for so many, a fifth of a second or so. */
export const MOVED_AT_ONCE = 1_000;
/** Of those who wait for the answer; two or three seconds. */
const PORTIONS_IN_REQUEST = 5;
const PORTIONS_IN_JOB = 20;

/** Throws `not_found`, `validation_failed` naming `moveTo`, `conflict` for one that has to stay. */
export async function removeStatus(
  by: Manager & { place: BusinessPlace },
  statusId: string,
  moveTo: string,
): Promise<{ isDone: boolean }> {
  const { deps, scope, actor, place } = by;
  if (statusId === FIRST_STATUS) throw new CodedError("conflict", "leads begin in it: it cannot be deleted");
  const target = await whileTheyStand(by, async (read) => {
    const status = read.find(({ id }) => id === statusId);
    if (!status) throw noSuchStatus();
    // It was closed before, and what did it was stopped.
    if (status.movesTo !== null) return status.movesTo;
    const other = read.find(({ id }) => id === moveTo);
    if (!other || other.id === statusId || !isStanding(other))
      throw invalidFields({ field: "moveTo", problem: "no status that leads can go to" });
    if (read.some(({ movesTo }) => movesTo === statusId))
      throw new CodedError("conflict", "the leads of another status are on their way to this one");
    if (isLastOfKind(read, statusId)) throw new CodedError("conflict", "the last of its kind");
    const line = lineOf(by, "lead_status.deleted", { id: statusId, label: status.name }, { movedTo: other.name });
    return (await closeStatus(scope, read, statusId, moveTo, line)) ? moveTo : null;
  });
  const who = { actorId: actor.userId, actorName: actor.name };
  const isDone = await empty(deps, scope, { from: statusId, to: target, by: who, portions: PORTIONS_IN_REQUEST });
  if (!isDone) await goOnLater(deps, place, statusId);
  await tellEverybody(deps, scope);
  return { isDone };
}

/** The job. */
export async function emptyStatus(deps: Deps, place: BusinessPlace, statusId: string): Promise<void> {
  const scope = scopeOfIdentity(deps.tenants, place);
  const status = (await listStatuses(scope)).find(({ id }) => id === statusId);
  if (!status || status.movesTo === null) return;
  const nobody = { actorId: null, actorName: null };
  const move = { from: statusId, to: status.movesTo, by: nobody, portions: PORTIONS_IN_JOB };
  if (!(await empty(deps, scope, move))) await deps.jobs.send({ type: "empty_status", ...place, statusId });
  await tellEverybody(deps, scope);
}

type Move = Pick<Parameters<typeof moveSome>[1], "from" | "to" | "by"> & { portions: number };

/** False: there are more. */
const empty = (deps: Deps, scope: BusinessScope, { portions, ...move }: Move): Promise<boolean> =>
  inPortions(
    portions,
    () => moveSome(scope, { ...move, now: deps.now(), most: MOVED_AT_ONCE }),
    () => deleteStatus(scope, move.from),
  );

/** It stays closed, and whoever asks for its deletion once more goes on. */
async function goOnLater(deps: Deps, place: BusinessPlace, statusId: string): Promise<void> {
  await deps.jobs
    .send({ type: "empty_status", ...place, statusId })
    .catch((cause: unknown) => deps.log.error("status_not_emptied", { ...place, statusId, cause }));
}

async function tellEverybody(deps: Deps, scope: BusinessScope): Promise<void> {
  await tellOfSettings(deps, scope);
  await deps
    .hub(scope.businessId)
    .announce({ type: "lead.changed", leadId: null })
    .catch((cause: unknown) => deps.log.error("dashboards_not_told_of_leads", { cause }));
}
