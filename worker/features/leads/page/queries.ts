/** What people write of a lead. Each is one batch: the change, its line of the timeline, and the lead's place in the list. */
import { and, desc, eq, sql } from "drizzle-orm";
import type { Consent } from "../../../../core/leads/consent.ts";
import { DEMANDS_MAX, type DemandFields } from "../../../../core/leads/demand.ts";
import type { ConsentBody, DemandEdit, LeadEdit, NewDemand } from "../../../../core/leads/edit.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { consents } from "../../../db/tenant/schema.ts";
import { authorOf, edited, editOf, isDone, isTheirs, touch, type Columns, type Write } from "./statements.ts";

const LEAD_COLUMNS: Columns<keyof LeadEdit> = {
  name: { column: "name" },
  notes: { column: "notes" },
  nextAction: { column: "next_action" },
  lostReason: { column: "lost_reason" },
  doNotCall: { column: "do_not_call", isJson: true },
};

/** False: somebody has changed one of these fields, or the lead is not there. */
export async function editLead(scope: BusinessScope, write: Write, edits: LeadEdit): Promise<boolean> {
  const { sets, asRead, changes } = editOf(LEAD_COLUMNS, edits, authorOf(write));
  return isDone(scope, [
    sql`update leads set ${sets}, updated_at = ${write.now} where business_id = ${scope.businessId}
      and id = ${write.leadId} and ${isTheirs(scope, write.leadId)} and ${asRead} returning id`,
    edited(scope, write, changes),
  ]);
}

const DEMAND_COLUMNS: Columns<keyof DemandFields> = {
  dealType: { column: "deal_type" },
  areas: { column: "areas", isJson: true },
  roomsMin: { column: "rooms_min" },
  roomsMax: { column: "rooms_max" },
  sizeMin: { column: "size_min" },
  sizeMax: { column: "size_max" },
  floorMin: { column: "floor_min" },
  floorMax: { column: "floor_max" },
  priceMin: { column: "price_min" },
  priceMax: { column: "price_max" },
  features: { column: "features", isJson: true },
  note: { column: "note" },
  isActive: { column: "is_active" },
};

/** False: there are as many as may be, or the lead is not there. */
export async function addDemand(scope: BusinessScope, write: Write, id: string, demand: NewDemand): Promise<boolean> {
  const { businessId } = scope;
  const { leadId, now } = write;
  const given = Object.fromEntries(Object.entries(demand).filter(([, value]) => value !== undefined));
  const provenance = Object.fromEntries(Object.keys(given).map((field) => [field, authorOf(write)]));
  const { areas = [], features = {}, isActive = true } = demand;
  return isDone(scope, [
    sql`insert into demands (business_id, id, lead_id, deal_type, areas, rooms_min, rooms_max, size_min, size_max,
        floor_min, floor_max, price_min, price_max, features, note, is_active, provenance, created_at, updated_at)
      select ${businessId}, ${id}, ${leadId}, ${demand.dealType ?? null}, ${JSON.stringify(areas)},
        ${demand.roomsMin ?? null}, ${demand.roomsMax ?? null}, ${demand.sizeMin ?? null}, ${demand.sizeMax ?? null},
        ${demand.floorMin ?? null}, ${demand.floorMax ?? null}, ${demand.priceMin ?? null}, ${demand.priceMax ?? null},
        ${JSON.stringify(features)}, ${demand.note ?? null}, ${isActive ? 1 : 0}, ${JSON.stringify(provenance)},
        ${now}, ${now}
      where ${isTheirs(scope, leadId)} and (select count(*) from demands where business_id = ${businessId}
        and lead_id = ${leadId}) < ${DEMANDS_MAX} returning id`,
    edited(scope, write, { demand: { from: null, to: given } }),
    touch(scope, write, demandIs(scope, id, sql`created_at = ${now}`)),
  ]);
}

const demandIs = ({ businessId }: BusinessScope, id: string, condition = sql`true`) =>
  sql`exists (select 1 from demands where demands.business_id = ${businessId} and demands.id = ${id} and ${condition})`;

/** False: somebody has changed one of these fields, or it is not there. */
export async function editDemand(scope: BusinessScope, write: Write, id: string, edits: DemandEdit): Promise<boolean> {
  const { sets, asRead, changes } = editOf(DEMAND_COLUMNS, edits, authorOf(write));
  const { businessId } = scope;
  return isDone(scope, [
    sql`update demands set ${sets}, updated_at = ${write.now} where business_id = ${businessId} and id = ${id}
      and lead_id = ${write.leadId} and ${isTheirs(scope, write.leadId)} and ${asRead} returning id`,
    edited(scope, write, { demand: changes }),
    touch(scope, write, demandIs(scope, id, sql`demands.updated_at = ${write.now}`)),
  ]);
}

export async function deleteDemand(scope: BusinessScope, write: Write, id: string, was: object): Promise<boolean> {
  return isDone(scope, [
    sql`delete from demands where business_id = ${scope.businessId} and id = ${id} and lead_id = ${write.leadId}
      and ${isTheirs(scope, write.leadId)} returning id`,
    edited(scope, write, { demand: { from: was, to: null } }),
    touch(scope, write, sql`not ${demandIs(scope, id)}`),
  ]);
}

/** Areas are suggested from so many demands, whichever: who uses an area at all uses it often. */
const AREAS_FROM = 300;
const AREAS_MOST = 60;

/** What the business calls its areas, by how often. */
export async function listAreas({ db, businessId }: BusinessScope): Promise<string[]> {
  const rows = await db.all<{ area: string }>(
    sql`select it.value as area from (select areas from demands where business_id = ${businessId} limit ${AREAS_FROM})
      as some, json_each(some.areas) as it group by it.value order by count(*) desc, it.value limit ${AREAS_MOST}`,
  );
  return rows.map(({ area }) => area);
}

export async function addNote(scope: BusinessScope, write: Write, id: string, text: string): Promise<boolean> {
  const { leadId, now, by } = write;
  return isDone(scope, [
    sql`insert into lead_notes (business_id, id, lead_id, text, author_id, author_name, at)
      select ${scope.businessId}, ${id}, ${leadId}, ${text}, ${by.userId}, ${by.name}, ${now}
      where ${isTheirs(scope, leadId)} returning id`,
    touch(scope, write, isTheirs(scope, leadId)),
  ]);
}

/** Of the one who writes alone. Null: it is deleted. */
export async function changeNote(scope: BusinessScope, write: Write, id: string, text: string | null) {
  const { leadId, now, by } = write;
  const own = sql`business_id = ${scope.businessId} and id = ${id} and lead_id = ${leadId}
    and author_id = ${by.userId} and ${isTheirs(scope, leadId)}`;
  return isDone(scope, [
    text === null
      ? sql`delete from lead_notes where ${own} returning id`
      : sql`update lead_notes set text = ${text}, edited_at = ${now} where ${own} returning id`,
  ]);
}

export async function addConsent(scope: BusinessScope, write: Write, id: string, consent: ConsentBody) {
  const { leadId, now } = write;
  const { channel, purpose, isGiven, evidence } = consent;
  return isDone(scope, [
    sql`insert into consents (business_id, id, lead_id, channel, purpose, is_given, at, evidence, author)
      select ${scope.businessId}, ${id}, ${leadId}, ${channel}, ${purpose}, ${isGiven ? 1 : 0}, ${now}, ${evidence},
        ${JSON.stringify(authorOf(write))} where ${isTheirs(scope, leadId)} returning id`,
    touch(scope, write, isTheirs(scope, leadId)),
  ]);
}

/** Yes and no of one lead are few; of one with more the earliest are not looked at. */
const CONSENTS_READ = 100;

/** What holds: the latest of each channel and purpose. The lead was looked at before. */
export async function listConsents({ db, businessId }: BusinessScope, leadId: string): Promise<Consent[]> {
  const { id, channel, purpose, isGiven, at, evidence, author } = consents;
  const rows = await db
    .select({ id, channel, purpose, isGiven, at, evidence, author })
    .from(consents)
    .where(and(eq(consents.businessId, businessId), eq(consents.leadId, leadId)))
    .orderBy(desc(consents.at), desc(consents.id))
    .limit(CONSENTS_READ);
  return [...Map.groupBy(rows, (row) => `${row.channel} ${row.purpose}`).values()].flatMap(([latest]) => latest ?? []);
}
