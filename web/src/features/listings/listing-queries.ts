import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
} from "@tanstack/react-query";
import type { ListingState } from "../../../../core/listings/states.ts";
import type { Listing, ListingFields, ListingShare, ListingSummary } from "../../../../core/listings/wire.ts";
import { api } from "../../api/client.ts";
import { takeAnswer } from "../../api/take-answer.ts";
import { pageOfScrolled } from "../../api/scrolled-list.ts";
import { listingKeys } from "./listing-keys.ts";
import type { ListingsNarrowing } from "./listings-narrowing.ts";

const listings = api.businesses[":businessId"].listings;
const one = listings[":listingId"];

export const listingListQuery = (businessId: string, narrowing: ListingsNarrowing) =>
  infiniteQueryOptions({
    queryKey: listingKeys.list(businessId, { ...narrowing }),
    queryFn: pageOfScrolled<ListingSummary>(async (cursor, signal) => {
      const query = { ...narrowing, ...(cursor && { cursor }) } as Parameters<typeof listings.$get>[0]["query"];
      return (await listings.$get({ param: { businessId }, query }, { init: { signal } })).json();
    }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

export const listingQuery = (businessId: string, listingId: string) =>
  queryOptions({
    queryKey: listingKeys.detail(businessId, listingId),
    queryFn: async ({ signal }): Promise<Listing> =>
      (await one.$get({ param: { businessId, listingId } }, { init: { signal } })).json(),
  });

export const sharesQuery = (businessId: string, listingId: string) =>
  queryOptions({
    queryKey: listingKeys.shares(businessId, listingId),
    queryFn: async ({ signal }): Promise<ListingShare[]> =>
      (await (await one.shares.$get({ param: { businessId, listingId } }, { init: { signal } })).json()).items,
  });

/** Under its id a photo never changes: browsers keep it. */
export const photoUrl = (businessId: string, listingId: string, photoId: string): string =>
  `/api/businesses/${businessId}/listings/${listingId}/photos/${photoId}`;

/** What was answered is what is shown; lists are asked for again. */
async function take(queries: QueryClient, businessId: string, listing: Listing): Promise<void> {
  takeAnswer(queries, listingKeys.detail(businessId, listing.id), listing);
  await queries.invalidateQueries({ queryKey: [...listingKeys.of(businessId), "list"] });
}
export const reread = (queries: QueryClient, businessId: string) =>
  queries.invalidateQueries({ queryKey: listingKeys.of(businessId) });

type Told<Answer> = { onDone: (answer: Answer) => void; onRefused?: (error: Error) => void };

export function useCreateListing(businessId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (json: ListingFields): Promise<Listing> =>
      (await listings.$post({ param: { businessId }, json })).json(),
    onSuccess: (listing) => take(queries, businessId, listing),
  });
}

export type Changes = { from: Partial<ListingFields>; to: Partial<ListingFields> };

export async function patchListing(businessId: string, listingId: string, json: Changes): Promise<Listing> {
  return (await one.$patch({ param: { businessId, listingId }, json })).json();
}
export function useTakeListing(businessId: string) {
  const queries = useQueryClient();
  return (listing: Listing) => take(queries, businessId, listing);
}

export function useMoveListing(
  businessId: string,
  listingId: string,
  { onDone, onRefused }: Told<{ listing: Listing; move: { from: ListingState; to: ListingState } }>,
) {
  const queries = useQueryClient();
  return useMutation({
    scope: { id: `listing-state:${listingId}` },
    mutationFn: async (json: { from: ListingState; to: ListingState }): Promise<Listing> =>
      (await one.state.$put({ param: { businessId, listingId }, json })).json(),
    onSuccess: async (listing, move) => {
      onDone({ listing, move });
      await take(queries, businessId, listing);
    },
    onError: (error) => {
      onRefused?.(error);
      return reread(queries, businessId);
    },
  });
}

export function useDeleteListing(businessId: string, listingId: string, { onDone }: Told<null>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => void (await one.$delete({ param: { businessId, listingId } })),
    onSuccess: async () => {
      onDone(null);
      await reread(queries, businessId);
    },
  });
}

export function useRestoreListing(businessId: string, listingId: string, { onDone, onRefused }: Told<Listing>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (): Promise<Listing> => (await one.restore.$post({ param: { businessId, listingId } })).json(),
    onSuccess: async (listing) => {
      onDone(listing);
      await take(queries, businessId, listing);
    },
    ...(onRefused && { onError: onRefused }),
  });
}

export function useShareListing(businessId: string, listingId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (json: { withAddress: boolean }): Promise<ListingShare> =>
      (await one.shares.$post({ param: { businessId, listingId }, json })).json(),
    onSettled: () => queries.invalidateQueries({ queryKey: listingKeys.shares(businessId, listingId) }),
  });
}

export function useRevokeShare(businessId: string, listingId: string, { onDone, onRefused }: Told<null>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (shareId: string) =>
      void (await one.shares[":shareId"].$delete({ param: { businessId, listingId, shareId } })),
    onSuccess: () => onDone(null),
    ...(onRefused && { onError: onRefused }),
    onSettled: () => queries.invalidateQueries({ queryKey: listingKeys.shares(businessId, listingId) }),
  });
}
