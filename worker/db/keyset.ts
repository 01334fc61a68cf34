/**
 * Pages by key, newest first: a page begins after the last row of the one before, by (time, id). New rows never shift
 * it, rows of one millisecond are told apart by their id, and the index is read from where the page begins.
 */
import { sql, type SQL, type SQLWrapper } from "drizzle-orm";
import { invalidFields } from "../../core/contract/errors.ts";

export type Position = { at: number; id: string };

export const cursorOf = ({ at, id }: Position): string => Buffer.from(`${at}.${id}`).toString("base64url");

/** Throws `validation_failed` for a made-up cursor. */
export function positionOf(cursor: string): Position {
  const [, at, id] = /^(\d{1,15})\.(.+)$/s.exec(Buffer.from(cursor, "base64url").toString()) ?? [];
  if (at === undefined || id === undefined) {
    throw invalidFields({ field: "cursor", problem: "not a cursor of ours" });
  }
  return { at: Number(at), id };
}

/** The condition of the page after `cursor`; undefined for the first. Throws `validation_failed` for a made-up cursor. */
export function after(at: SQLWrapper, id: SQLWrapper, cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined;
  const position = positionOf(cursor);
  return sql`(${at}, ${id}) < (${position.at}, ${position.id})`;
}

/** Cuts `limit + 1` rows to a page; the one too many only tells that there is more. */
export function pageFrom<Row>(
  rows: Row[],
  limit: number,
  placeOf: (row: Row) => Position,
): { items: Row[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? cursorOf(placeOf(last)) : null };
}
