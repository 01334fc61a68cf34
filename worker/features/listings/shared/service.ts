/** What a customer sees under a link. Undefined everywhere: the link shows nothing, for whatever reason. */
import { findBusinessOfLink, type BusinessOfLink } from "./queries.ts";
import { addressLine } from "../../../../core/listings/address.ts";
import type { Listing } from "../../../../core/listings/wire.ts";
import type { StoredFile } from "../../../adapters/storage.ts";
import { scopeOfLink, type BusinessScope } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";
import { findLogo } from "../../business/logo/service.ts";
import { phonesOf } from "../../channels/queries.ts";
import { readPhoto } from "../photos/service.ts";
import { findWhole } from "../queries.ts";
import { findOpenShare } from "../shares/queries.ts";
import { readShareToken } from "../shares/token.ts";

/** Without an owner, and of the address what may be told. */
export type SharedListing = {
  business: { name: string; phone: string | null; hasLogo: boolean };
  listing: Omit<
    Listing,
    | "owner"
    | "addressTold"
    | "agentId"
    | "assistantLine"
    | "exclusiveFrom"
    | "exclusiveUntil"
    | "city"
    | "street"
    | "houseNumber"
    | "neighbourhood"
  > & { address: string };
};

type Opened = { business: BusinessOfLink; scope: BusinessScope; listingId: string; withAddress: boolean };

async function open(deps: Deps, token: string): Promise<Opened | undefined> {
  const link = readShareToken(token);
  const business = link && (await findBusinessOfLink(deps.directory, link.businessId));
  if (!link || !business || business.status !== "active") return undefined;
  const scope = scopeOfLink(deps.tenants, { businessId: business.id, tenantDb: business.tenantDb });
  const share = await findOpenShare(scope, link.secret);
  return share && { business, scope, listingId: share.listingId, withAddress: share.withAddress };
}

export async function readShared(deps: Deps, token: string): Promise<SharedListing | undefined> {
  const opened = await open(deps, token);
  if (!opened) return undefined;
  const { business, scope, listingId, withAddress } = opened;
  const [found, [phone = null]] = await Promise.all([
    findWhole(scope, listingId),
    phonesOf(deps.directory, business.id),
  ]);
  if (!found || found.row.deletedAt !== null || found.row.state === "withdrawn") return undefined;
  const {
    ownerLeadId: _owner,
    addressTold: _told,
    agentId: _agent,
    assistantLine: _line,
    exclusiveFrom: _from,
    exclusiveUntil: _until,
    city,
    neighbourhood,
    street,
    houseNumber,
    ...listing
  } = found.row;
  const address = addressLine({ city, neighbourhood, street, houseNumber }, withAddress ? "full" : "neighbourhood");
  return {
    business: { name: business.name, phone, hasLogo: business.logoVersion !== null },
    listing: { ...listing, photos: found.photos, address },
  };
}

export async function readSharedPhoto(deps: Deps, token: string, photoId: string): Promise<StoredFile | undefined> {
  const opened = await open(deps, token);
  if (!opened) return undefined;
  const found = await findWhole(opened.scope, opened.listingId);
  if (!found || found.row.deletedAt !== null || found.row.state === "withdrawn") return undefined;
  if (!found.photos.some(({ id }) => id === photoId)) return undefined;
  return readPhoto(deps, opened.scope, { listingId: opened.listingId, photoId });
}

export async function readSharedLogo(deps: Deps, token: string): Promise<StoredFile | undefined> {
  const opened = await open(deps, token);
  return opened && findLogo(deps, opened.business);
}
