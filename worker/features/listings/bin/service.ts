/** Empties the bins, each night: what was deleted 30 days ago goes for good, its photos too. */
import { findGone, removeForGood } from "./queries.ts";
import { BIN_DAYS } from "../../../../core/listings/wire.ts";
import type { Deps } from "../../../deps.ts";
import { inEachDatabase } from "../../../each-database.ts";
import { photoKey } from "../photos/service.ts";

const DAY_MS = 24 * 60 * 60_000;
const AT_ONCE = 50;
/** What is left is taken the next night. */
const MOST_ROUNDS = 20;

export const emptyBins = (deps: Deps): Promise<void> =>
  inEachDatabase(deps, "listing_bins_not_emptied", {
    listings: async (_, db) => {
      const before = deps.now() - BIN_DAYS * DAY_MS;
      for (let round = 0; round < MOST_ROUNDS; round++) {
        const gone = await findGone(db, before, AT_ONCE);
        for (const { businessId, id, photoIds } of gone) {
          // The files first: what fails here is found again the next night, by its rows.
          for (const photoId of photoIds) await deps.files.remove(photoKey(businessId, photoId));
          await removeForGood(db, businessId, id, before);
        }
        if (gone.length < AT_ONCE) return;
      }
    },
  });
