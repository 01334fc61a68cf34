import { eachOnce } from "./each-once.ts";
import { readMore, readTagNames, type LeadMore } from "./queries.ts";
import { DEALS, NAMES_OF_SOURCES, whenOf } from "./words.ts";
import { readablePhone } from "../../../core/imports/csv.ts";
import type { DemandInList } from "../../../core/leads/demand.ts";
import type { Lead, LeadFilter } from "../../../core/leads/wire.ts";
import type { BusinessScope } from "../../db/scope.ts";
import type { Deps } from "../../deps.ts";
import { countLeads, listLeads } from "../leads/queries.ts";
import { findLeads } from "../leads/service.ts";
import { listStatuses } from "../leads/statuses/queries.ts";
import { listAddresses } from "../people/queries.ts";
import type { Exported } from "./service.ts";

/** D1 takes 100 parameters. */
const PAGE = 90;
/** No business has so many. */
const COUNTED_MOST = 1_000_000;

/** As our own import reads them back (core/imports/mapping.ts). */
const HEADERS = [
  "שם",
  "טלפון",
  "טלפונים נוספים",
  "דוא״ל",
  "סטטוס",
  "סוכן",
  "מייל סוכן",
  "תגיות",
  "סוג עסקה",
  "אזורים",
  "חדרים",
  "מחיר מינימום",
  "מחיר מקסימום",
  "עוד מבוקש או מוצע",
  "הפעולה הבאה",
  "הערות",
  "הגיע דרך",
  "נוצר",
  "עודכן",
] as const;

type Words = {
  statuses: ReadonlyMap<string, string>;
  tags: ReadonlyMap<string, string>;
  colleagues: ReadonlyMap<string, { name: string; email: string }>;
};

export async function exportLeads(deps: Deps, scope: BusinessScope, filter: LeadFilter): Promise<Exported> {
  const [statuses, tags, colleagues] = await Promise.all([
    listStatuses(scope),
    readTagNames(scope),
    listAddresses(deps.directory, scope.businessId),
  ]);
  const words: Words = {
    statuses: new Map(statuses.map(({ id, name }) => [id, name])),
    tags,
    colleagues: new Map(colleagues.map((one) => [one.userId, one])),
  };
  const cells = async (leads: readonly Lead[]) => {
    const more = await readMore(
      scope,
      leads.map(({ id }) => id),
    );
    return leads.map((lead) => cellsOf(lead, more.get(lead.id), words));
  };
  const { query, ...others } = filter;
  if (query === undefined || query === "")
    return {
      headers: HEADERS,
      rows: await countLeads(scope, others, COUNTED_MOST),
      pages: allPages(scope, others, cells),
    };
  const found = await foundLeads(scope, filter);
  return { headers: HEADERS, rows: found.length, pages: chunks(found, cells) };
}

type Cells = Exported["headers"] | (string | number | null)[];
type ToCells = (leads: readonly Lead[]) => Promise<Cells[]>;

async function* allPages(scope: BusinessScope, filter: Omit<LeadFilter, "query">, cells: ToCells) {
  for await (const leads of eachOnce((cursor) => listLeads(scope, { limit: PAGE, cursor }, filter)))
    yield await cells(leads);
}

/** What was typed finds some hundreds at the most. */
async function foundLeads(scope: BusinessScope, filter: LeadFilter): Promise<Lead[]> {
  const found: Lead[] = [];
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await findLeads(scope, { limit: PAGE, cursor }, filter);
    found.push(...items);
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

async function* chunks(leads: readonly Lead[], cells: ToCells) {
  for (let at = 0; at < leads.length; at += PAGE) yield await cells(leads.slice(at, at + PAGE));
}

function cellsOf(lead: Lead, more: LeadMore | undefined, words: Words): (string | number | null)[] {
  const contacts = more?.contacts ?? [];
  const others = contacts.filter(({ kind, value }) => kind === "phone" && value !== lead.phone);
  const agent = lead.assignedTo === null ? undefined : words.colleagues.get(lead.assignedTo);
  const [demand, ...rest] = lead.demands.filter(({ isActive }) => isActive);
  return [
    lead.name,
    lead.phone === null ? lead.phoneTyped : readablePhone(lead.phone),
    others.map(({ value, typed }) => (value === null ? typed : readablePhone(value))).join(", "),
    contacts.flatMap(({ kind, value }) => (kind === "email" ? (value ?? []) : [])).join(", "),
    words.statuses.get(lead.status) ?? lead.status,
    agent?.name ?? null,
    agent?.email ?? null,
    lead.tags.flatMap((id) => words.tags.get(id) ?? []).join(", "),
    ...demandCells(demand),
    rest
      .map((one) =>
        demandCells(one)
          .filter((cell) => cell !== null && cell !== "")
          .join(" "),
      )
      .join("; "),
    lead.nextAction,
    more?.notes ?? lead.notes,
    NAMES_OF_SOURCES[lead.source],
    whenOf(lead.createdAt),
    whenOf(lead.updatedAt),
  ];
}

/** Deal, areas, rooms, the least and the highest price. */
function demandCells(demand: DemandInList | undefined): (string | number | null)[] {
  if (!demand) return [null, null, null, null, null];
  const { dealType, areas, roomsMin, roomsMax, priceMin, priceMax } = demand;
  const rooms = roomsMin === roomsMax ? roomsMin : [roomsMin ?? "", roomsMax ?? ""].join(" - ").trim();
  return [
    dealType && DEALS[dealType],
    areas.join(", "),
    roomsMin === null && roomsMax === null ? null : rooms,
    priceMin,
    priceMax,
  ];
}
