import type { ListingPhoto } from "../../../../../core/listings/wire.ts";
import { listingTexts } from "../../../i18n/he/listings.ts";
import { Badge } from "../../../ui/badge.tsx";
import { useBusiness } from "../../business/business-context.ts";
import { photoUrl } from "../listing-queries.ts";

const t = listingTexts.photos;

/** Tiles of two or three in a row. Their distance is within them, so that what marks a place between two takes none. */
export const TILES = "-m-1.5 flex flex-wrap";
/** The cover stands alone. */
export const tileClass = (at: number) => (at === 0 ? "w-full min-w-0 p-1.5" : "w-1/2 min-w-0 p-1.5 sm:w-1/3");

type Props = { listingId: string; photo: ListingPhoto; at: number };

export function PhotoPicture({ listingId, photo: { id, width, height, alt }, at }: Props) {
  const { businessId } = useBusiness();
  return (
    <div className="relative overflow-hidden rounded-lg bg-sunken">
      <img
        src={photoUrl(businessId, listingId, id)}
        alt={alt ?? t.nth(at + 1)}
        width={width}
        height={height}
        loading={at === 0 ? "eager" : "lazy"}
        draggable={false}
        className="aspect-[3/2] h-auto w-full object-cover"
      />
      {at === 0 && (
        <span className="absolute start-2 top-2">
          <Badge tone="accent">{t.cover}</Badge>
        </span>
      )}
    </div>
  );
}
