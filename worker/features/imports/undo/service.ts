/** The job that takes an import back. What somebody has changed since stays as they left it, and is counted. */
import { finishUndo, readWritten, undoRows, type Undoing, type WrittenRow } from "./queries.ts";
import { findImport } from "../queries.ts";
import { wasMoved } from "../run/queries.ts";
import { haveIndexed, tellImport, tellLeads } from "../tell.ts";
import { isUntouched, planUndo } from "../../../../core/imports/undo.ts";
import { scopeOfIdentity, type BusinessPlace, type BusinessScope } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";

const BATCH_ROWS = 20;
const JOB_ROWS = 1_000;
const JOB_MS = 25_000;
const TELL_EVERY_MS = 700;
/** A lead that changes again and again while it is read: the job comes again later. */
const TRIES = 5;

export async function undoImport(deps: Deps, place: BusinessPlace, importId: string): Promise<void> {
  const scope = scopeOfIdentity(deps.tenants, place);
  const until = deps.now() + JOB_MS;
  let toldAt = deps.now();
  try {
    for (let done = 0; done < JOB_ROWS && deps.now() < until; done += BATCH_ROWS) {
      if (!(await undoSome(deps, scope, importId))) return await haveIndexed(deps, place);
      if (deps.now() - toldAt < TELL_EVERY_MS) continue;
      toldAt = deps.now();
      await tellImport(deps, scope, importId);
    }
    await deps.jobs.send({ type: "undo_import", ...place, importId });
  } finally {
    await tellLeads(deps, scope);
    await tellImport(deps, scope, importId);
  }
}

/** False: there is nothing more to do. */
async function undoSome(deps: Deps, scope: BusinessScope, importId: string): Promise<boolean> {
  for (let tries = 1; ; tries++) {
    const record = await findImport(scope, importId);
    if (record?.state !== "undoing" || record.undoRow === null) return false;
    const from = record.undoRow;
    const rows = eachLeadOnce(await readWritten(scope, importId, { before: from, most: BATCH_ROWS }));
    const last = rows.at(-1);
    if (!last) {
      await finishUndo(scope, importId, deps.now());
      return false;
    }
    try {
      await undoRows(scope, { importId, from, to: last.row, now: deps.now() }, rows.map(undoingOf));
      return true;
    } catch (cause) {
      if (tries >= TRIES || !(wasMoved(cause) || isReferred(cause))) throw cause;
    }
  }
}

/** Something has come to refer to a lead since it was read. */
const isReferred = (cause: unknown): boolean =>
  cause instanceof Error && (/FOREIGN KEY constraint failed/.test(cause.message) || isReferred(cause.cause));

/** Up to the first lead that comes again: what it is then is known only when the rows after are taken back. */
function eachLeadOnce(rows: readonly WrittenRow[]): WrittenRow[] {
  const seen = new Set<string>();
  const again = rows.findIndex(({ leadId }) => seen.size === seen.add(leadId).size);
  return again === -1 ? [...rows] : rows.slice(0, again);
}

function undoingOf({ row, leadId, before, after, now }: WrittenRow): Undoing {
  if (now === null || now.lead["merged_into"] !== null) return { what: "leave", row };
  if (before !== null) return { what: "restore", row, leadId, now, plan: planUndo(before, after, now) };
  return isUntouched(after, now) ? { what: "remove", row, leadId, now } : { what: "leave", row };
}
