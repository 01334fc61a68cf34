/** Which numbers the platform has, and whose each is. A number belongs to one business alone, over all channels. */
import { and, desc, eq, inArray, or, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { z } from "zod";
import type { ChannelNumber, numbersQuerySchema } from "../../../../core/admin/wire.ts";
import { searchTerms } from "../../../../core/leads/search.ts";
import type { DirectoryDb } from "../../../db/directory/client.ts";
import { businesses, channelAddresses } from "../../../db/directory/schema.ts";
import { selectRow } from "../../../db/select-row.ts";
import { pageFrom, positionOf as cursorPosition, type Position } from "../../../db/keyset.ts";
import { nameHas } from "../../../db/name-search.ts";

type Statement = BatchItem<"sqlite">;
type Key = Pick<ChannelNumber, "channel" | "address">;

const columns = {
  channel: channelAddresses.channel,
  address: channelAddresses.address,
  businessId: channelAddresses.businessId,
  businessName: businesses.name,
  createdAt: channelAddresses.createdAt,
};

const isNumber = ({ channel, address }: Key) =>
  and(eq(channelAddresses.channel, channel), eq(channelAddresses.address, address));

/** A business's number can stand here twice, once a channel; the cursor tells the two apart, as its id. */
const positionOf = ({ createdAt, address, channel }: ChannelNumber): Position => ({
  at: createdAt,
  id: `${address} ${channel}`,
});

/** After `cursor`, as its index has them. */
function beyond(cursor: string | undefined) {
  if (cursor === undefined) return undefined;
  const { at, id } = cursorPosition(cursor);
  const [address, channel = ""] = id.split(" ");
  return sql`(${channelAddresses.createdAt}, ${channelAddresses.address}, ${channelAddresses.channel}) < (${at}, ${address}, ${channel})`;
}

/** A number in any channel: told one by one, each is found in the primary key, which begins with the channel. */
const inAnyChannel = inArray(channelAddresses.channel, channelAddresses.channel.enumValues);

/** Part of a number as it is dialled at home (03-555…) or abroad, or part of its business's name. */
function matching(query = "") {
  const terms = searchTerms(query);
  if (!terms) return undefined;
  const { digits, start } = terms.phone ?? {};
  return or(
    nameHas(businesses.name, terms.words),
    digits ? sql`instr(${channelAddresses.address}, ${digits}) > 0` : undefined,
    start ? sql`instr(${channelAddresses.address}, ${start}) = 1` : undefined,
  );
}

/** Newest first. */
export async function listNumbers(
  db: DirectoryDb,
  { limit, cursor, businessId, query }: z.output<typeof numbersQuerySchema>,
) {
  const rows: ChannelNumber[] = await db
    .select(columns)
    .from(channelAddresses)
    .innerJoin(businesses, eq(businesses.id, channelAddresses.businessId))
    .where(
      and(
        businessId === undefined ? undefined : eq(channelAddresses.businessId, businessId),
        matching(query),
        beyond(cursor),
      ),
    )
    .orderBy(desc(channelAddresses.createdAt), desc(channelAddresses.address), desc(channelAddresses.channel))
    .limit(limit + 1);
  return pageFrom(rows, limit, positionOf);
}

export async function findNumber(db: DirectoryDb, key: Key): Promise<ChannelNumber | undefined> {
  const [row] = await db
    .select(columns)
    .from(channelAddresses)
    .innerJoin(businesses, eq(businesses.id, channelAddresses.businessId))
    .where(isNumber(key));
  return row;
}

/** Whose it is, in whichever channel. */
export async function findNumberOwner(db: DirectoryDb, address: string): Promise<string | undefined> {
  const [owner] = await db
    .select({ businessName: businesses.name })
    .from(channelAddresses)
    .innerJoin(businesses, eq(businesses.id, channelAddresses.businessId))
    .where(and(inAnyChannel, eq(channelAddresses.address, address)))
    .limit(1);
  return owner?.businessName;
}

/**
 * False: it is somebody's already, or in another channel another business's. Who rings an agency and then writes to the
 * same number must not have written to its competitor.
 */
export async function insertNumber(
  db: DirectoryDb,
  row: typeof channelAddresses.$inferInsert,
  line: Statement,
): Promise<boolean> {
  const insert = db
    .insert(channelAddresses)
    .select(
      sql`${selectRow(channelAddresses, row)} where not exists (select 1 from channel_addresses as other
        where other.channel in ${channelAddresses.channel.enumValues} and other.address = ${row.address} and other.business_id <> ${row.businessId})`,
    )
    .onConflictDoNothing()
    .returning({ address: channelAddresses.address });
  const [inserted] = await db.batch([insert, line]);
  return inserted.length === 1;
}

/** False: it is not, or not any more, this business's. */
export async function deleteNumber(
  db: DirectoryDb,
  number: Key & Pick<ChannelNumber, "businessId">,
  line: Statement,
): Promise<boolean> {
  const [deleted] = await db.batch([
    db
      .delete(channelAddresses)
      .where(and(isNumber(number), eq(channelAddresses.businessId, number.businessId)))
      .returning({ address: channelAddresses.address }),
    line,
  ]);
  return deleted.length === 1;
}
