/**
 * A tenant database with businesses of a given size, written straight into its file: through D1 the largest would take an
 * hour. The triggers of the migrations run as they do in production, so the indexes of the lists and the counts are theirs.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { OTHER_BUSINESSES, type Size } from "./sizes.ts";
import { indexText, type SearchKind } from "../../core/search/index-text.ts";

/** Of the business that is asked, and of the others. */
export const ASKED = "0a5ced00-0000-4000-8000-000000000000";
const businessIds = [ASKED, ...Array.from({ length: OTHER_BUSINESSES }, (_, nth) => `0e5${nth}`.padEnd(36, "0"))];

/** The present of the data, Unix ms. */
export const NOW = Date.UTC(2026, 10, 1);
const MINUTE_MS = 60_000;

const FIRST = ["דנה", "יוסי", "נועה", "אבי", "מיכל", "סמיר", "רבקה", "עומר", "טל", "לודמילה", "גדי", "שירה"];
const LAST = ["כהן", "לוי", "מזרחי", "פרץ", "ביטון", "אזולאי", "פרידמן", "קפלן", "חורי", "שני", "בר־און", "גורביץ׳"];
const AREAS = ["אחוזה", "הדר", "נווה שאנן", "דניה", "קריית ים", "קריית מוצקין", "בת גלים", "הכרמל הצרפתי"];
const SAID = ["מחפש דירה עם מרפסת וממ״ד", "רוצה למכור לפני הקיץ", "שואלת על חניה ומעלית", "ביקש שיחזרו אליו בערב"];

const pick = <T>(list: readonly T[], nth: number): T => list[nth % list.length] as T;
const nameOf = (nth: number): string => `${pick(FIRST, nth)} ${pick(LAST, Math.floor(nth / FIRST.length))}`;
export const phoneOf = (nth: number): string => `+9725${String(20_000_000 + nth)}`;
export const leadId = (nth: number): string => `lead-${nth}`;
export const callId = (nth: number): string => `call-${nth}`;

/** Ten colleagues share the leads; the last one has a handful. */
export const QUIET = "agent-quiet";
const agentOf = (nth: number): string | null => {
  if (nth % 2_500 === 7) return QUIET;
  return nth % 10 === 0 ? null : `agent-${nth % 9}`;
};
const statusOf = (nth: number): string =>
  nth % 5_000 === 3 ? "won" : pick(["new", "contacted", "qualified", "lost", "contacted"], nth);

/** The file in which `wrangler`'s local D1 keeps the database that has leads. */
function tenantFile(dataDir: string): string {
  const folder = join(dataDir, "v3", "d1", "miniflare-D1DatabaseObject");
  const found = readdirSync(folder)
    .filter((name) => name.endsWith(".sqlite"))
    .map((name) => join(folder, name))
    .find((file) => {
      const db = new DatabaseSync(file);
      try {
        return db.prepare("select 1 from sqlite_master where name = 'leads'").get() !== undefined;
      } finally {
        db.close();
      }
    });
  if (!found) throw new Error("no tenant database was migrated");
  return found;
}

export function fill(dataDir: string, size: Size, say: (line: string) => void): void {
  const db = new DatabaseSync(tenantFile(dataDir));
  db.exec("pragma synchronous = off; pragma cache_size = -400000; pragma foreign_keys = off");
  for (const [nth, businessId] of businessIds.entries()) {
    say(`  business ${nth + 1} of ${businessIds.length}`);
    db.exec("begin");
    writeBusiness(db, businessId, size);
    writeListings(db, businessId, size);
    writeHistory(db, businessId, size);
    indexLeads(db, businessId, size);
    if (businessId === ASKED) indexCalls(db, businessId, size);
    db.exec("commit");
  }
  // All of it is in the index; what the triggers noted of it is done with.
  db.exec(
    "delete from search_pending; delete from match_pending; delete from duplicate_pending; pragma wal_checkpoint(truncate); analyze",
  );
  db.close();
}

function writeBusiness(db: DatabaseSync, businessId: string, size: Size): void {
  db.prepare(
    `insert into business_settings (business_id, assistant_name, ai_prompt, greeting, voice, turn_detection, limits,
      version, updated_at) values (?, 'עוזר', '', '', 'cedar', '{}', '{}', 1, ?)`,
  ).run(businessId, NOW);
  for (const tag of ["rare", "common"])
    db.prepare(
      "insert into tags (business_id, id, name, name_key, color, created_at) values (?, ?, ?, ?, 'red', ?)",
    ).run(businessId, tag, tag, tag, NOW);
  const lead = db.prepare(
    `insert into leads (business_id, id, name, phone, phone_typed, status, source, notes, assigned_to, created_at,
      updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const demand = db.prepare(
    `insert into demands (business_id, id, lead_id, deal_type, areas, rooms_min, rooms_max, price_max, features, is_active,
      provenance, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, '{}', 1, '{}', ?, ?)`,
  );
  const tag = db.prepare("insert into lead_tags (business_id, lead_id, tag_id) values (?, ?, ?)");
  for (let nth = 0; nth < size.leads; nth++) {
    const at = NOW - (size.leads - nth) * MINUTE_MS;
    const [id, phone] = [leadId(nth), phoneOf(nth)];
    const source = pick(["call", "call", "form", "import"], nth);
    lead.run(businessId, id, nameOf(nth), phone, phone, statusOf(nth), source, pick(SAID, nth), agentOf(nth), at, at);
    const deal = pick(["buy", "rent", "sell", "buy", "let"], nth);
    const rooms = 2 + (nth % 8) / 2;
    const price = deal === "rent" || deal === "let" ? 3_000 + (nth % 60) * 100 : 900_000 + (nth % 400) * 10_000;
    demand.run(businessId, `demand-${nth}`, id, deal, JSON.stringify([pick(AREAS, nth)]), rooms, rooms, price, at, at);
    if (nth % 3 === 0) tag.run(businessId, id, "common");
    if (nth % 5_000 === 11) tag.run(businessId, id, "rare");
  }
  const call = db.prepare(
    `insert into calls (business_id, id, call_sid, lead_id, direction, from_number, to_number, status, started_at,
      answered_at, ended_at, end_reason, failure_code, call_back, summary)
      values (?, ?, ?, ?, 'inbound', ?, '+97235550101', 'ended', ?, ?, ?, ?, ?, ?, ?)`,
  );
  const turn = db.prepare(
    "insert into call_turns (business_id, call_id, seq, role, text, started_at) values (?, ?, ?, 'caller', ?, ?)",
  );
  const turnsEach = size.turns / size.calls;
  for (let nth = 0; nth < size.calls; nth++) {
    const at = NOW - (size.calls - nth) * MINUTE_MS;
    const of = nth % size.leads;
    const reason = nth % 40 === 0 ? "silence" : "caller_hung_up";
    call.run(
      businessId,
      callId(nth),
      `CA${businessId}${nth}`,
      leadId(of),
      phoneOf(of),
      at,
      at,
      at + MINUTE_MS,
      reason,
      nth % 400 === 0 ? "openai_quota" : null,
      nth % 100 === 0 ? 1 : 0,
      pick(SAID, nth),
    );
    for (let seq = 1; seq <= turnsEach; seq++) turn.run(businessId, callId(nth), seq, pick(SAID, nth + seq), at + seq);
  }
}

const STATES = ["active", "active", "active", "under_offer", "closed", "withdrawn", "draft"] as const;
/** As many of each that was decided as of those that wait. */
const DECIDED = ["new", "seen", "dismissed", "sent"] as const;
const DAY_MS = 24 * 60 * MINUTE_MS;
export const listingId = (nth: number): string => `listing-${nth}`;

/** One that is on the market, near the middle. */
export const activeListing = ({ listings }: Size): string => listingId(Math.floor(listings / 2 / 7) * 7);

function writeListings(db: DatabaseSync, businessId: string, size: Size): void {
  const listing = db.prepare(
    `insert into listings (business_id, id, deal, kind, city, neighbourhood, street, house_number, address_told, rooms,
      size, price, features, exclusive_until, owner_lead_id, agent_id, state, state_at, created_at, updated_at)
      values (?, ?, ?, 'apartment', 'חיפה', ?, 'הרצל', ?, 'street', ?, ?, ?, '[]', ?, ?, ?, ?, ?, ?, ?)`,
  );
  const proposal = db.prepare(
    `insert into match_proposals (business_id, listing_id, demand_id, state, reason, at) values (?, ?, ?, ?, ?, ?)`,
  );
  for (let nth = 0; nth < size.listings; nth++) {
    const at = NOW - (size.listings - nth) * MINUTE_MS;
    // As what is wished for: every fifth looks for a flat to rent, two of five for one to buy.
    const isLet = nth % 5 === 1;
    const price = isLet ? 3_000 + (nth % 60) * 100 : 900_000 + (nth % 400) * 10_000;
    const until = new Date(NOW + ((nth % 300) - 100) * DAY_MS).toISOString().slice(0, 10);
    const [rooms, area, agent] = [2 + (nth % 8) / 2, pick(AREAS, nth), agentOf(nth)];
    const [deal, owner] = [isLet ? "let" : "sell", leadId(nth % size.leads)];
    const rest = [owner, agent, pick(STATES, nth), at, at, at];
    const home = [area, String((nth % 90) + 1), rooms, 50 + (nth % 100), price, until];
    listing.run(businessId, listingId(nth), deal, ...home, ...rest);
    const [id, wish] = [listingId(nth), `demand-${nth}`];
    if ([0, 1, 3].includes(nth % 5))
      proposal.run(businessId, id, wish, pick(DECIDED, Math.floor(nth / 5)), "new_listing", at);
  }
}

/** A lead whose history is as long as the business is large. */
export const BUSY = leadId(8);

function writeHistory(db: DatabaseSync, businessId: string, size: Size): void {
  const event = db.prepare(
    `insert into lead_events (business_id, id, lead_id, kind, at, actor_id, actor_name, data)
      values (?, ?, ?, 'status', ?, 'agent-1', 'דנה', '{"from":"חדש","to":"נוצר קשר"}')`,
  );
  for (let nth = 0; nth < size.leads / 50; nth++)
    event.run(businessId, `event-${nth}`, BUSY, NOW - (size.leads / 50 - nth) * MINUTE_MS);
  const pair = db.prepare(
    `insert into lead_duplicates (business_id, one_id, other_id, reason, detail, found_at, state)
      values (?, ?, ?, 'name_area', ?, ?, 'open')`,
  );
  for (let nth = 0; nth < size.leads / 20; nth++)
    pair.run(businessId, leadId(nth * 2), leadId(nth * 2 + 1), pick(AREAS, nth), NOW - nth * MINUTE_MS);
}

type Written = { id: string; names: string[]; phones: string[]; texts: string[]; assignedTo: string | null };

function writeIndex(db: DatabaseSync, businessId: string, kind: SearchKind, records: Iterable<Written>): void {
  const doc = db.prepare("insert into search_docs (business_id, kind, record_id) values (?, ?, ?) returning id");
  const row = db.prepare("insert into search_index (rowid, name, phone, body, alike, owner) values (?, ?, ?, ?, ?, ?)");
  for (const { id, ...document } of records) {
    const { name, phone, body, alike, owner } = indexText(businessId, kind, document);
    const place = doc.get(businessId, kind, id)?.["id"];
    row.run(Number(place), name, phone, body, alike, owner);
  }
}

function indexLeads(db: DatabaseSync, businessId: string, { leads }: Size): void {
  const records = Array.from({ length: leads }, (_, nth) => ({
    id: leadId(nth),
    names: [nameOf(nth)],
    phones: [phoneOf(nth)],
    texts: [pick(AREAS, nth), pick(SAID, nth)],
    assignedTo: agentOf(nth),
  }));
  writeIndex(db, businessId, "lead", records);
}

function indexCalls(db: DatabaseSync, businessId: string, { leads, calls }: Size): void {
  const records = Array.from({ length: calls }, (_, nth) => ({
    id: callId(nth),
    names: [nameOf(nth % leads)],
    phones: [phoneOf(nth % leads)],
    texts: [pick(SAID, nth), pick(SAID, nth + 1), pick(SAID, nth + 2)],
    assignedTo: agentOf(nth % leads),
  }));
  writeIndex(db, businessId, "call", records);
}
