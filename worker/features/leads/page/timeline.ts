/**
 * What has happened with a lead, from the tables that know of it. Each is read by an index of its own from where the page
 * begins, one row more than a page holds, so what is read does not grow with what has happened.
 */
import { sql, type SQL } from "drizzle-orm";
import type { PageQuery } from "../../../../core/contract/paging.ts";
import type { TimelineEntry, TimelineFilter, TimelineSource } from "../../../../core/leads/timeline.ts";
import { pageFrom, positionOf, type Position } from "../../../db/keyset.ts";
import type { BusinessScope } from "../../../db/scope.ts";

type Source = {
  /** The table, with what narrows it besides the lead. */
  from: SQL;
  where?: SQL;
  id: SQL;
  at: SQL;
  /** What `timelineEntrySchema` wants of it, besides id and time. */
  fields: SQL;
  filter: TimelineFilter | null;
};

/** Whoever adds a kind of thing that happens adds a line here, and its shape in core/leads/timeline.ts. */
const SOURCES: Record<TimelineSource, Source> = {
  call: {
    from: sql`calls as it`,
    id: sql`it.id`,
    at: sql`it.started_at`,
    fields: sql`'direction', it.direction, 'status', it.status, 'endReason', it.end_reason,
      'durationMs', it.ended_at - it.started_at, 'summary', it.summary`,
    filter: "calls",
  },
  note: {
    from: sql`lead_notes as it`,
    id: sql`it.id`,
    at: sql`it.at`,
    fields: sql`'text', it.text, 'byId', it.author_id, 'byName', it.author_name, 'editedAt', it.edited_at`,
    filter: "notes",
  },
  consent: {
    from: sql`consents as it`,
    id: sql`it.id`,
    at: sql`it.at`,
    fields: sql`'channel', it.channel, 'purpose', it.purpose, 'isGiven', json(iif(it.is_given, 'true', 'false')),
      'evidence', it.evidence, 'author', json(it.author)`,
    filter: null,
  },
  // By the key of the table, which has no order by time: of one lead there are few.
  proposal: {
    from: sql`lead_proposals as it`,
    where: sql`it.decided_at is not null`,
    id: sql`'p-' || it.call_id`,
    at: sql`it.decided_at`,
    fields: sql`'callId', it.call_id, 'decision', it.decision, 'byId', it.decided_by`,
    filter: null,
  },
  event: {
    from: sql`lead_events as it`,
    id: sql`it.id`,
    at: sql`it.at`,
    fields: sql`'kind', it.kind, 'data', json(it.data), 'byId', it.actor_id, 'byName', it.actor_name`,
    filter: null,
  },
};

function rowsOf(
  name: string,
  source: Source,
  scope: BusinessScope,
  leadId: string,
  before: Position | null,
  most: number,
) {
  const { from, where = sql`true`, id, at, fields } = source;
  const earlier = before === null ? sql`true` : sql`(${at}, ${id}) < (${before.at}, ${before.id})`;
  return sql`select * from (select ${id} as id, ${at} as at,
      json_object('source', ${sql.raw(`'${name}'`)}, 'id', ${id}, 'at', ${at}, ${fields}) as entry
    from ${from} where it.business_id = ${scope.businessId} and it.lead_id = ${leadId} and ${where} and ${earlier}
    order by ${at} desc, ${id} desc limit ${most})`;
}

/** Of a lead that one may see, which was looked at before. Latest first. */
export async function readTimeline(
  scope: BusinessScope,
  leadId: string,
  { limit, cursor }: PageQuery,
  filter?: TimelineFilter,
): Promise<{ items: TimelineEntry[]; nextCursor: string | null }> {
  const before = cursor === undefined ? null : positionOf(cursor);
  const asked = Object.entries(SOURCES).filter(([, source]) => filter === undefined || source.filter === filter);
  const parts = asked.map(([name, source]) => rowsOf(name, source, scope, leadId, before, limit + 1));
  const rows = await scope.db.all<{ id: string; at: number; entry: string }>(
    sql`${sql.join(parts, sql` union all `)} order by at desc, id desc limit ${limit + 1}`,
  );
  const { items, nextCursor } = pageFrom(rows, limit, ({ at, id }) => ({ at, id }));
  return { items: items.map(({ entry }): TimelineEntry => JSON.parse(entry)), nextCursor };
}
