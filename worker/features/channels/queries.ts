/** Which business a number belongs to. */
import { and, asc, eq } from "drizzle-orm";
import type { DirectoryDb } from "../../db/directory/client.ts";
import { businesses, channelAddresses } from "../../db/directory/schema.ts";

export type AddressOwner = { businessId: string; tenantDb: string; status: "active" | "suspended" };

/** `address` in E.164. Undefined: nobody's. */
export async function findAddressOwner(
  directory: DirectoryDb,
  channel: "phone" | "whatsapp",
  address: string,
): Promise<AddressOwner | undefined> {
  const [owner] = await directory
    .select({ businessId: businesses.id, tenantDb: businesses.tenantDb, status: businesses.status })
    .from(channelAddresses)
    .innerJoin(businesses, eq(businesses.id, channelAddresses.businessId))
    .where(and(eq(channelAddresses.channel, channel), eq(channelAddresses.address, address)));
  return owner;
}

/** In E.164, the oldest first. */
export async function phonesOf(directory: DirectoryDb, businessId: string): Promise<string[]> {
  const rows = await directory
    .select({ address: channelAddresses.address })
    .from(channelAddresses)
    .where(and(eq(channelAddresses.channel, "phone"), eq(channelAddresses.businessId, businessId)))
    .orderBy(asc(channelAddresses.createdAt), asc(channelAddresses.address));
  return rows.map(({ address }) => address);
}
