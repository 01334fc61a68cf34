import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Listing, ListingPhoto } from "../../../../../core/listings/wire.ts";
import { api } from "../../../api/client.ts";
import { usePendingOrder } from "../../../api/pending-order.ts";
import { takeAnswer } from "../../../api/take-answer.ts";
import { listingTexts } from "../../../i18n/he/listings.ts";
import { inOrder } from "../../../ui/order.ts";
import { notify } from "../../../ui/toast.tsx";
import { listingKeys } from "../listing-keys.ts";
import { reread, useTakeListing } from "../listing-queries.ts";
import { photoRefusalText, readyPhoto } from "./photo-file.ts";

const { photos } = api.businesses[":businessId"].listings[":listingId"];
const one = photos[":photoId"];
const t = listingTexts.photos;

/** One after the other, in the order in which they were chosen; one that is refused is told of and left out. */
export function useAddPhotos(businessId: string, listingId: string, onProgress: (done: number, all: number) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const [at, file] of files.entries()) {
        onProgress(at, files.length);
        const problem = await send(file);
        if (problem !== null) notify({ tone: "problem", title: t.failed(file.name), text: problem });
      }
    },
    onSettled: () => reread(queries, businessId),
  });

  async function send(file: File): Promise<string | null> {
    try {
      const ready = await readyPhoto(file);
      if (!ready.ok) return t.problems[ready.problem];
      const init = { body: ready.bytes, headers: { "Content-Type": ready.type } };
      const listing = await (await photos.$post({ param: { businessId, listingId } }, { init })).json();
      takeAnswer(queries, listingKeys.detail(businessId, listingId), listing);
      return null;
    } catch (error) {
      return photoRefusalText(error);
    }
  }
}

const orderKey = (listingId: string) => ["photo-order", listingId] as const;

/** Photos as they are shown: in the order chosen last, also before it is stored. */
export const useShownPhotos = ({ id, photos: stored }: Listing): readonly ListingPhoto[] =>
  inOrder(stored, usePendingOrder(orderKey(id)));

/** Several are saved one after the other, and the last one stands. */
export function useOrderPhotos(businessId: string, listingId: string) {
  const queries = useQueryClient();
  const take = useTakeListing(businessId);
  return useMutation({
    mutationKey: orderKey(listingId),
    scope: { id: `photos:${listingId}` },
    mutationFn: async (photoIds: string[]): Promise<Listing> =>
      (await photos.$put({ param: { businessId, listingId }, json: { photoIds } })).json(),
    onSuccess: take,
    onError: (error) => {
      notify({ tone: "problem", title: listingTexts.failed, text: photoRefusalText(error) });
      return reread(queries, businessId);
    },
  });
}

export function useDescribePhoto(businessId: string, listingId: string, photoId: string) {
  const take = useTakeListing(businessId);
  return useMutation({
    mutationFn: async ({ alt }: { alt: string }): Promise<Listing> =>
      (await one.$patch({ param: { businessId, listingId, photoId }, json: { alt } })).json(),
    onSuccess: take,
  });
}

export function useRemovePhoto(businessId: string, listingId: string, onDone: () => void) {
  const take = useTakeListing(businessId);
  return useMutation({
    mutationFn: async (photoId: string): Promise<Listing> =>
      (await one.$delete({ param: { businessId, listingId, photoId } })).json(),
    onSuccess: (listing) => {
      onDone();
      notify({ tone: "fine", title: t.removed });
      return take(listing);
    },
  });
}
