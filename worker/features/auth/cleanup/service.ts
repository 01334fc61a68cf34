/** Takes away what is over: nobody signs in with it, nobody asks about it. The audit log stays, and is completed. */
import { deleteSome, litterOf, type Litter } from "./queries.ts";
import { endingOf, visitsOver } from "../sessions/queries.ts";
import type { Deps } from "../../../deps.ts";

/** How long it can still be asked when and why a session ended. */
export const KEPT_AFTER_END_MS = 30 * 24 * 60 * 60_000;

const ROWS_AT_ONCE = 1_000;
/** What is left is taken the next night. */
const MOST_ROUNDS = 50;

export async function cleanUp(deps: Pick<Deps, "directory" | "now" | "log">): Promise<void> {
  const now = deps.now();
  // Nothing happens when an hour is over; that it was is put on record here.
  const { lines, end } = endingOf(deps.directory, visitsOver(now), "expired", now);
  await deps.directory.batch([lines, end]);
  const deleted: Partial<Record<Litter["table"], number>> = {};
  for (const litter of litterOf(now, now - KEPT_AFTER_END_MS)) deleted[litter.table] = await deleteAll(deps, litter);
  deps.log.info("cleaned_up", deleted);
}

async function deleteAll({ directory }: Pick<Deps, "directory">, litter: Litter): Promise<number> {
  let all = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const some = await deleteSome(directory, litter, ROWS_AT_ONCE);
    all += some;
    if (some < ROWS_AT_ONCE) break;
  }
  return all;
}
