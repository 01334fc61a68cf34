/**
 * The index of all that can be searched: below the rooms whose records it holds, so that their lists can use it. Whatever changes is noted by the database itself (triggers of the tenant
 * schema) and written to the index by whoever searches next, or by the sweep: no way of writing a lead can forget it, and
 * none waits for it.
 */
import {
  businessesWithPending,
  findMatches,
  findPending,
  readDocuments,
  writeIndex,
  type Indexed,
  type Match,
  type Pending,
} from "./queries.ts";
import { indexText, type SearchKind } from "../../../core/search/index-text.ts";
import { matchesOf, type Closeness } from "../../../core/search/match.ts";
import { scopeOfIdentity, type BusinessPlace, type BusinessScope, type TenantDb } from "../../db/scope.ts";
import type { Deps } from "../../deps.ts";
import { inEachDatabase } from "../../each-database.ts";

/** Read and written at once: a transcript of an hour is a hundred kilobytes of words. */
const AT_ONCE = 25;
/** More than changes between two searches; after an import the sweep does the rest. */
const MOST_BEFORE_SEARCH = 4 * AT_ONCE;
/** Of one business in one sweep, and of all in one database. */
const MOST_IN_BUSINESS = 40 * AT_ONCE;
const MOST_IN_DATABASE = 400 * AT_ONCE;

type Written = { written: number; isAll: boolean };

/** Writes what has changed to the index, `most` records at most. */
export async function bringUpToDate(scope: BusinessScope, most: number): Promise<Written> {
  let written = 0;
  while (written < most) {
    const pending = await findPending(scope, AT_ONCE);
    if (pending.length > 0) await writeIndex(scope, await indexed(scope, pending));
    written += pending.length;
    if (pending.length < AT_ONCE) return { written, isAll: true };
  }
  return { written, isAll: false };
}

/** Of one job: some seconds. */
const MOST_IN_JOB = 20 * AT_ONCE;

/** The job after many changes at once: a part of them, and the next job. */
export async function indexSome(deps: Deps, place: BusinessPlace): Promise<void> {
  const { isAll } = await bringUpToDate(scopeOfIdentity(deps.tenants, place), MOST_IN_JOB);
  if (!isAll) await deps.jobs.send({ type: "index_search", ...place });
}

async function indexed(scope: BusinessScope, pending: readonly Pending[]): Promise<Indexed[]> {
  const idsOf = (kind: SearchKind) => pending.filter((one) => one.kind === kind).map(({ recordId }) => recordId);
  const documents = await readDocuments(scope, {
    lead: idsOf("lead"),
    call: idsOf("call"),
    listing: idsOf("listing"),
  });
  return pending.map((one) => {
    const document = documents[one.kind].get(one.recordId);
    return { ...one, text: document ? indexText(scope.businessId, one.kind, document) : null };
  });
}

/**
 * Ids of what was typed, the best first; `limit` of each kind. What this person may not see is not among them. `onBehind`:
 * what has changed last could not be written to the index; what stands in it is found all the same.
 */
export async function searchIds<Kind extends SearchKind>(
  scope: BusinessScope,
  typed: string,
  kinds: readonly Kind[],
  limit: number,
  onBehind: (cause: unknown) => void = () => {},
): Promise<Record<Kind, string[]>> {
  await bringUpToDate(scope, MOST_BEFORE_SEARCH).catch(onBehind);
  return idsOf(scope, typed, kinds, limit);
}

/** The best first. Names that are only nearly so are looked for where the others are too few. */
async function idsOf<Kind extends SearchKind>(
  scope: BusinessScope,
  typed: string,
  kinds: readonly Kind[],
  limit: number,
): Promise<Record<Kind, string[]>> {
  const { businessId, onlyOf } = scope;
  // Listings are seen by everybody of the office.
  const ownerOf = (kind: SearchKind) => (kind === "listing" ? null : onlyOf);
  const expressions = kinds.map((kind) => ({
    kind,
    ...matchesOf(typed, { businessId, kind, onlyOf: ownerOf(kind) }),
  }));
  const found = new Map<SearchKind, Set<string>>(kinds.map((kind) => [kind, new Set()]));
  const foundOf = (kind: SearchKind): Set<string> => found.get(kind) ?? new Set();
  const ask = async (closeness: readonly Closeness[]) => {
    const matches = expressions.flatMap((one) =>
      foundOf(one.kind).size >= limit
        ? []
        : closeness.flatMap((close): Match[] => {
            const expression = one[close];
            return expression === null ? [] : [{ kind: one.kind, expression }];
          }),
    );
    const answers = await findMatches(scope, matches, limit);
    for (const [at, { kind }] of matches.entries()) for (const id of answers[at] ?? []) foundOf(kind).add(id);
  };
  await ask(["named", "said"]);
  await ask(["near"]);
  return Object.fromEntries(kinds.map((kind) => [kind, [...foundOf(kind)].slice(0, limit)])) as Record<Kind, string[]>;
}

/** What nobody has searched for since it changed; of each database `most` records or somewhat more. */
export const sweepSearch = (deps: Deps, most = MOST_IN_DATABASE): Promise<void> =>
  inEachDatabase(deps, "search_not_swept", { index: (_, db, database) => sweepDatabase(deps, db, database, most) });

/** Begins anywhere, so that where there is too much for one sweep it is not always the same businesses that wait. */
async function sweepDatabase(deps: Deps, db: TenantDb, database: string, most: number): Promise<void> {
  let left = most;
  for await (const businessId of businessesWithPending(db, deps.newId())) {
    const scope = scopeOfIdentity(deps.tenants, { businessId, tenantDb: database });
    try {
      const { written, isAll } = await bringUpToDate(scope, MOST_IN_BUSINESS);
      if (!isAll) deps.log.warn("search_is_behind", { businessId });
      left -= written;
    } catch (cause) {
      // Nor another business for this one.
      deps.log.error("search_not_swept", { businessId, database, cause });
    }
    if (left <= 0) return;
  }
}
