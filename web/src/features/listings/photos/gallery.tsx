import { ArrowLeft, ArrowRight, ImagePlus, Trash2 } from "lucide-react";
import { useState } from "react";
import { FileTrigger } from "react-aria-components";
import { PHOTOS_MAX } from "../../../../../core/listings/photos.ts";
import { IMAGE_TYPES } from "../../../../../core/contract/image-type.ts";
import type { Listing, ListingPhoto } from "../../../../../core/listings/wire.ts";
import { listingTexts } from "../../../i18n/he/listings.ts";
import { Badge } from "../../../ui/badge.tsx";
import { IconButton } from "../../../ui/button.tsx";
import { TriggerButton } from "../../../ui/trigger-button.tsx";
import { Section } from "../../../ui/section.tsx";
import { useBusiness } from "../../business/business-context.ts";
import { photoUrl } from "../listing-queries.ts";
import { movedBy } from "./photo-order.ts";
import { useAddPhotos, useOrderPhotos, useRemovePhoto } from "./photo-queries.ts";

const t = listingTexts.photos;

export function Gallery({ listing, mayChange }: { listing: Listing; mayChange: boolean }) {
  const { businessId } = useBusiness();
  const { photos } = listing;
  const ids = photos.map(({ id }) => id);
  const order = useOrderPhotos(businessId, listing.id);
  const remove = useRemovePhoto(businessId, listing.id);
  return (
    <Section
      title={t.title}
      aside={<span className="text-xs text-ink-faint">{t.count(photos.length, PHOTOS_MAX)}</span>}
    >
      {photos.length === 0 && <p className="mb-3 text-ink-soft">{t.empty}</p>}
      {photos.length > 0 && (
        <ol className="grid grid-cols-2 gap-3 sm:grid-cols-3 [&>li:first-child]:col-span-full">
          {photos.map((photo, at) => (
            <Tile
              key={photo.id}
              listingId={listing.id}
              photo={photo}
              at={at}
              last={at === photos.length - 1}
              {...(mayChange && {
                onMove: (by: -1 | 1) => order.mutate(movedBy(ids, photo.id, by)),
                onRemove: () => remove.mutate(photo.id),
              })}
            />
          ))}
        </ol>
      )}
      {mayChange && photos.length < PHOTOS_MAX && <AddPhotos listingId={listing.id} />}
    </Section>
  );
}

type TileProps = {
  listingId: string;
  photo: ListingPhoto;
  at: number;
  last: boolean;
  onMove?: (by: -1 | 1) => void;
  onRemove?: () => void;
};

function Tile({ listingId, photo: { id, width, height, alt }, at, last, onMove, onRemove }: TileProps) {
  const { businessId } = useBusiness();
  const name = alt ?? t.nth(at + 1);
  return (
    <li className="min-w-0">
      <div className="relative overflow-hidden rounded-lg bg-sunken">
        <img
          src={photoUrl(businessId, listingId, id)}
          alt={name}
          width={width}
          height={height}
          loading={at === 0 ? "eager" : "lazy"}
          className="aspect-[3/2] h-auto w-full object-cover"
        />
        {at === 0 && (
          <span className="absolute start-2 top-2">
            <Badge tone="accent">{t.cover}</Badge>
          </span>
        )}
      </div>
      {onMove && onRemove && (
        <div className="flex items-center justify-between">
          <IconButton label={`${t.earlier}: ${name}`} isDisabled={at === 0} onPress={() => onMove(-1)}>
            <ArrowRight aria-hidden className="size-4" />
          </IconButton>
          <IconButton label={`${t.remove}: ${name}`} onPress={onRemove}>
            <Trash2 aria-hidden className="size-4" />
          </IconButton>
          <IconButton label={`${t.later}: ${name}`} isDisabled={last} onPress={() => onMove(1)}>
            <ArrowLeft aria-hidden className="size-4" />
          </IconButton>
        </div>
      )}
    </li>
  );
}

function AddPhotos({ listingId }: { listingId: string }) {
  const { businessId } = useBusiness();
  const [progress, setProgress] = useState({ done: 0, all: 0 });
  const add = useAddPhotos(businessId, listingId, (done, all) => setProgress({ done, all }));
  return (
    <div className="mt-3">
      <FileTrigger
        acceptedFileTypes={[...IMAGE_TYPES]}
        allowsMultiple
        onSelect={(files) => {
          if (files && files.length > 0) add.mutate([...files]);
        }}
      >
        <TriggerButton isPending={add.isPending}>
          <ImagePlus aria-hidden className="size-4" />
          {add.isPending ? t.adding(progress.done + 1, progress.all) : t.add}
        </TriggerButton>
      </FileTrigger>
    </div>
  );
}
