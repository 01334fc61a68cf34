/**
 * One action on many leads. It is done in pieces of one batch each: whoever asks goes on with it until it is done, can
 * stop it, and can take it back for some days. A second press finds the same run.
 */
import {
  assigneesOf,
  beginRun,
  countedOf,
  doPiece,
  earlierAssignees,
  findRun,
  liveCallsOfMany,
  moveRun,
  nextPiece,
  undoPiece,
  type Run,
} from "./queries.ts";
import type { Actor } from "../../../../core/audit/actions.ts";
import { may, type Asker } from "../../../../core/auth/permissions.ts";
import { CodedError, invalidFields } from "../../../../core/contract/errors.ts";
import type { BulkRequest, BulkRun, BulkState } from "../../../../core/leads/bulk.ts";
import { auditBefore } from "../../audit/lines.ts";
import { listColleagues } from "../../people/queries.ts";
import { releaseLeadsOf } from "../assignee/service.ts";
import { tellAll, type By } from "../by.ts";
import { listMatching } from "../service.ts";
import { asksReasonOf, isStanding } from "../../../../core/leads/status-rules.ts";
import { listStatuses } from "../statuses/queries.ts";

/** A database has one writer: whatever else is to be written waits for so many. */
const AT_ONCE = 100;
/** Of one request; who asks sees how far it is. */
const PIECES_AT_ONCE = 5;

export type BulkBy = By & { asker: Asker; onBehind?: (cause: unknown) => void };

/** Throws `forbidden`, `validation_failed` naming what is wrong with the action, `conflict` for an id of somebody else's. */
export async function startBulk(by: BulkBy, { id, action, which }: BulkRequest): Promise<BulkRun> {
  const { deps, scope, actor, asker } = by;
  if (action.kind === "assign") {
    if (!may(asker, "leads.assign")) throw new CodedError("forbidden", "this needs the role manager");
    if (action.userId !== null && !(await isColleague(by, action.userId)))
      throw invalidFields({ field: "action.userId", problem: "nobody of this business" });
  }
  if (action.kind === "status") {
    const to = (await listStatuses(scope)).find((status) => status.id === action.status);
    if (!to || !isStanding(to)) throw invalidFields({ field: "action.status", problem: "leads cannot come to it" });
    if (asksReasonOf(to) && action.reason === undefined)
      throw invalidFields({ field: "action.reason", problem: "a reason is asked for" });
  }
  const now = deps.now();
  const run = await beginRun(scope, {
    id,
    kind: action.kind,
    action,
    ...(await chosen(by, which)),
    actorId: actor.userId,
    actorName: actor.name,
    state: "running",
    piece: 0,
    seen: 0,
    changed: 0,
    undone: 0,
    createdAt: now,
    updatedAt: now,
  });
  if (!run) throw new CodedError("conflict", "this id is taken");
  return goOn(by, run);
}

/** What was searched is named lead by lead: the index gives no more of it than the list shows. */
async function chosen({ scope, onBehind }: BulkBy, which: BulkRequest["which"]): Promise<Pick<Run, "ids" | "filter">> {
  if ("ids" in which) return { ids: [...new Set(which.ids)], filter: null };
  const { query, ...filter } = which.filter;
  if (query === undefined || query === "") return { ids: null, filter };
  return { ids: await listMatching(scope, which.filter, onBehind), filter: null };
}

/** Throws `not_found`. */
export async function continueBulk(by: BulkBy, runId: string): Promise<BulkRun> {
  return goOn(by, await theirs(by, runId));
}

/** What was changed until then stays so, and can be taken back. Throws `not_found`. */
export async function stopBulk(by: BulkBy, runId: string): Promise<BulkRun> {
  const run = await theirs(by, runId);
  await endRun(by, run, { from: "running", to: "stopped" });
  return shownOf(await theirs(by, runId));
}

/** Asked for again, it goes on with taking back. Throws `not_found`, and `conflict` for one that still runs. */
export async function undoBulk(by: BulkBy, runId: string): Promise<BulkRun> {
  const { deps, scope } = by;
  const now = deps.now();
  await theirs(by, runId);
  await moveRun(scope, runId, { from: ["done", "stopped"], to: "undoing", now }, null);
  const run = await theirs(by, runId);
  if (run.state === "undone") return shownOf(run);
  if (run.state !== "undoing") throw new CodedError("conflict", "it is still going on");
  for (let piece = 0; piece < PIECES_AT_ONCE; piece++) {
    const earlier = run.kind === "assign" ? await earlierAssignees(scope, runId, AT_ONCE) : [];
    const to = run.action.kind === "assign" ? run.action.userId : null;
    const names = await namesOf(by, to === null ? earlier : [...earlier, to]);
    const { isLast, ids } = await undoPiece(scope, run, { now, names, members: Object.keys(names), most: AT_ONCE });
    if (run.kind === "assign") await tellOfMoves(by, ids, to === null ? [] : [to]);
    if (!isLast) continue;
    await endRun(by, run, { from: "undoing", to: "undone" });
    break;
  }
  await tellAll(by, { type: "lead.changed", leadId: null });
  return shownOf(await theirs(by, runId));
}

async function goOn(by: BulkBy, begun: Run): Promise<BulkRun> {
  const { deps, scope } = by;
  let run = begun;
  const before = run.changed;
  for (let piece = 0; piece < PIECES_AT_ONCE && run.state === "running"; piece++) {
    const next = await nextPiece(scope, run, AT_ONCE);
    const from = run.kind === "assign" ? await assigneesOf(scope, next.ids) : [];
    const to = run.action.kind === "assign" ? run.action.userId : null;
    const names = run.kind === "assign" ? await namesOf(by, to === null ? from : [...from, to]) : {};
    const done = next.ids.length > 0 ? await doPiece(scope, run, next, { now: deps.now(), names }) : run;
    if (!done) break;
    if (run.kind === "assign" && done.changed > run.changed) await tellOfMoves(by, next.ids, from);
    // Somebody else, of the same run, was faster: what they have done is read, and gone on with.
    run = done;
    if (next.isLast && (run.ids === null || run.place >= run.ids.length)) {
      await endRun(by, run, { from: "running", to: "done" });
      run = await theirs(by, run.id);
    }
  }
  if (run.changed > before) await tellAll(by, { type: "lead.changed", leadId: null });
  if (run.action.kind === "assign" && run.action.userId !== null) await giveBackIfGone(by, run.action.userId);
  return shownOf(run);
}

async function endRun(
  { deps, scope, actor }: Pick<By, "deps" | "scope" | "actor">,
  run: Run,
  { from, to }: { from: BulkState; to: BulkState },
): Promise<void> {
  const isUndo = to === "undone";
  const line = auditBefore(
    deps,
    scope,
    actor,
    {
      action: isUndo ? "leads.bulk_undone" : "leads.bulk_changed",
      record: { type: "leads", id: run.id, label: null },
      data: { kind: run.kind, ...(to === "stopped" && { stopped: true }) },
    },
    { counted: "leads", count: countedOf(scope, run.id, from, isUndo ? "undone" : "changed") },
  );
  await moveRun(scope, run.id, { from: [from], to, now: deps.now() }, line);
}

/**
 * Whoever sees only their own and has lost some connects anew and reads anew; a call that goes on is heard by whoever may
 * see its lead now.
 */
async function tellOfMoves(by: BulkBy, ids: readonly string[], from: readonly string[]): Promise<void> {
  const { deps, scope } = by;
  const calls = await liveCallsOfMany(scope, ids);
  await tellAll(by, { type: "lead.assigned", leadId: null });
  const told = await Promise.allSettled([
    ...from.map((userId) => deps.hub(scope.businessId).dropSockets({ userId })),
    ...calls.map(({ callSid, to }) => deps.callSession(callSid).leadAssigned(to)),
  ]);
  for (const one of told)
    if (one.status === "rejected") deps.log.error("dashboards_not_told_of_assignee", { cause: one.reason });
}

async function isColleague({ deps, scope }: By, userId: string): Promise<boolean> {
  return (await listColleagues(deps.directory, scope.businessId, [userId])).length > 0;
}

async function namesOf({ deps, scope }: By, ids: readonly string[]): Promise<Record<string, string>> {
  if (ids.length === 0) return {};
  const known = await listColleagues(deps.directory, scope.businessId, [...new Set(ids)]);
  return Object.fromEntries(known.map(({ userId, name }) => [userId, name]));
}

/** Removing a person takes the membership away and then the leads: whichever order they meet in, one sees the other. */
async function giveBackIfGone(by: By, userId: string): Promise<void> {
  if (await isColleague(by, userId)) return;
  await releaseLeadsOf(by.deps, by.scope, by.actor, { userId, name: "" });
}

async function theirs({ scope, actor }: { scope: By["scope"]; actor: Actor }, runId: string): Promise<Run> {
  const run = await findRun(scope, actor.userId, runId);
  if (!run) throw new CodedError("not_found", "there is no such action");
  return run;
}

const shownOf = ({ id, kind, state, seen, changed, undone }: Run): BulkRun => ({
  id,
  kind,
  state,
  seen,
  changed,
  undone,
});
