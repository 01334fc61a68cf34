/** Finding leads, calls and listings by what was typed. */
import { findCallsById } from "../calls/queries.ts";
import { findLeadsById } from "../leads/queries.ts";
import { findListingsById } from "../listings/queries.ts";
import { searchIds } from "../search-index/service.ts";
import { SEARCH_KINDS } from "../../../core/search/index-text.ts";
import type { SearchAnswer } from "../../../core/search/wire.ts";
import type { BusinessScope } from "../../db/scope.ts";

/**
 * `limit`: of each kind. What this person may not see is not found. `onBehind`: what has changed last could not be written
 * to the index; what stands in it is found all the same.
 */
export async function search(
  scope: BusinessScope,
  typed: string,
  limit: number,
  onBehind?: (cause: unknown) => void,
): Promise<SearchAnswer> {
  const ids = await searchIds(scope, typed, SEARCH_KINDS, limit, onBehind);
  const [leads, calls, listings] = await Promise.all([
    findLeadsById(scope, ids.lead),
    findCallsById(scope, ids.call),
    findListingsById(scope, ids.listing),
  ]);
  return { leads, calls, listings };
}
