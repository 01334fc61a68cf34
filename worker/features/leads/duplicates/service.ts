/**
 * Finding leads that may be one person. Whatever changes in a lead by which it is compared is noted by the database itself
 * (triggers, 0010 of the tenant's migrations) and looked at when somebody opens the list, or by the sweep: no way of
 * writing a lead waits for it.
 */
import {
  businessesWithPending,
  findOthersOf,
  findPartners,
  findPending,
  listFound,
  OTHERS_MAX,
  readCompared,
  writeFound,
  type Compared,
  type Found,
} from "./queries.ts";
import { findLeadDetails } from "../queries.ts";
import { olderFirst, type DuplicatePair } from "../../../../core/leads/duplicates.ts";
import { isSameName, sharedArea } from "../../../../core/leads/same-person.ts";
import { normalisePhone } from "../../../adapters/phone.ts";
import { cursorOf, positionOf } from "../../../db/keyset.ts";
import { scopeOfIdentity, type BusinessScope, type TenantDb } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";
import { inEachDatabase } from "../../../each-database.ts";
import { searchIds } from "../../search-index/service.ts";

/** Before the list is shown; more than changes between two looks at it. */
export const MOST_BEFORE_LIST = 25;
const MOST_IN_BUSINESS = 500;
const MOST_IN_DATABASE = 5_000;
/** Of one name so many are compared by their places. */
const NAMESAKES_MAX = 20;
/** Of somebody with more namesakes in one place nobody can tell. */
const FOUND_MAX = 10;

/** Looks at what has changed, `most` leads at most; answers with how many it were. */
export async function lookForDuplicates(scope: BusinessScope, most: number, now: number): Promise<number> {
  const pending = await findPending(scope, most);
  const compared = new Map<string, Compared>();
  for (let from = 0; from < pending.length; from += READ_AT_ONCE) {
    const ids = pending.slice(from, from + READ_AT_ONCE).map(({ leadId }) => leadId);
    for (const lead of await readCompared(scope, ids)) compared.set(lead.id, lead);
  }
  for (const one of pending) {
    const lead = compared.get(one.leadId);
    await writeFound(scope, one, lead ? await duplicatesOf(scope, lead) : [], now);
  }
  return pending.length;
}
const READ_AT_ONCE = 90;

async function duplicatesOf(scope: BusinessScope, lead: Compared): Promise<Found[]> {
  const ids = new Set(await findPartners(scope, lead.id));
  const given = numberTyped(lead);
  if (given !== null) for (const id of await findOthersOf(scope, { kind: "phone", value: given }, lead.id)) ids.add(id);
  for (const value of lead.emails) {
    const others = await findOthersOf(scope, { kind: "email", value }, lead.id);
    if (others.length < OTHERS_MAX) for (const id of others) ids.add(id);
  }
  if (lead.name !== null && isSameName(lead.name, lead.name) && lead.areas.length > 0)
    for (const id of (await searchIds(scope, lead.name, ["lead"], NAMESAKES_MAX)).lead) ids.add(id);
  ids.delete(lead.id);
  const others = await readCompared(scope, [...ids].slice(0, READ_AT_ONCE));
  return others.flatMap((other) => reasonsBetween(lead, other)).slice(0, FOUND_MAX);
}

/** The number to ring back on, or whatever else was given as one. */
const numberTyped = ({ phoneTyped }: Compared): string | null =>
  phoneTyped === null ? null : normalisePhone(phoneTyped).e164;

/** The same from either side: whichever of the two changes, what is found is found. */
function reasonsBetween(lead: Compared, other: Compared): Found[] {
  const found = (reason: Found["reason"], detail: string | null | undefined): Found[] =>
    detail === null || detail === undefined ? [] : [{ otherId: other.id, reason, detail }];
  const isOf = (one: Compared, number: string | null) =>
    number !== null && one.phones.includes(number) ? number : null;
  const phone = isOf(other, numberTyped(lead)) ?? isOf(lead, numberTyped(other));
  const email = lead.emails.find((value) => other.emails.includes(value));
  const area = isSameName(lead.name, other.name) ? sharedArea(lead.areas, other.areas) : undefined;
  return [...found("phone", phone), ...found("email", email), ...found("name_area", area && `${lead.name} · ${area}`)];
}

type PairPage = { items: DuplicatePair[]; nextCursor: string | null };
/** Of a pair there are few reasons; a page of pairs is read from so many rows each. */
const REASONS_EACH = 3;

/** Pairs of which this person may see both, the latest found first. */
export async function listPairs(
  scope: BusinessScope,
  state: "open" | "dismissed",
  page: { limit: number; cursor: string | undefined },
): Promise<PairPage> {
  const cursor = page.cursor === undefined ? null : positionOf(page.cursor);
  const most = (page.limit + 1) * REASONS_EACH;
  const rows = await listFound(scope, state, { cursor, most });
  const groups = [...Map.groupBy(rows, ({ oneId, otherId }) => `${oneId} ${otherId}`).values()];
  // The last pair of a full answer may have reasons that were cut off.
  const whole = rows.length === most ? groups.slice(0, -1) : groups;
  const shown = whole.slice(0, page.limit);
  const details = new Map(
    (await findLeadDetails(scope, [...new Set(shown.flatMap(([row]) => (row ? [row.oneId, row.otherId] : [])))])).map(
      (lead) => [lead.id, lead],
    ),
  );
  const items = shown.flatMap((reasons): DuplicatePair[] => {
    const [row] = reasons;
    const [one, other] = [details.get(row?.oneId ?? ""), details.get(row?.otherId ?? "")];
    if (!row || !one || !other) return [];
    return [
      {
        leads: olderFirst(one, other),
        reasons: reasons.map(({ reason, detail }) => ({ reason, detail })),
        foundAt: row.foundAt,
        state: row.state,
      },
    ];
  });
  const last = shown.at(-1)?.[0];
  const isMore = groups.length > shown.length;
  return {
    items,
    nextCursor: isMore && last ? cursorOf({ at: last.foundAt, id: `${last.oneId} ${last.otherId}` }) : null,
  };
}

/** What nobody has looked at since it changed; of each database so many or somewhat more, beginning anywhere. */
export const sweepDuplicates = (deps: Deps): Promise<void> =>
  inEachDatabase(deps, "duplicates_not_swept", { look: (_, db, database) => sweepDatabase(deps, db, database) });

async function sweepDatabase(deps: Deps, db: TenantDb, database: string): Promise<void> {
  let left = MOST_IN_DATABASE;
  for await (const businessId of businessesWithPending(db, deps.newId())) {
    const scope = scopeOfIdentity(deps.tenants, { businessId, tenantDb: database });
    try {
      left -= await lookForDuplicates(scope, MOST_IN_BUSINESS, deps.now());
    } catch (cause) {
      // Nor another business for this one.
      deps.log.error("duplicates_not_swept", { businessId, database, cause });
    }
    if (left <= 0) return;
  }
}
