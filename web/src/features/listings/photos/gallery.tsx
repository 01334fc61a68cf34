import { ImagePlus } from "lucide-react";
import { useState } from "react";
import { FileTrigger } from "react-aria-components";
import { PHOTOS_MAX } from "../../../../../core/listings/photos.ts";
import { IMAGE_TYPES } from "../../../../../core/contract/image-type.ts";
import type { Listing } from "../../../../../core/listings/wire.ts";
import { listingTexts } from "../../../i18n/he/listings.ts";
import { TriggerButton } from "../../../ui/trigger-button.tsx";
import { Section } from "../../../ui/section.tsx";
import { useBusiness } from "../../business/business-context.ts";
import { PhotoGrid } from "./photo-grid.tsx";
import { PhotoPicture, TILES, tileClass } from "./photo-picture.tsx";
import { useAddPhotos } from "./photo-queries.ts";

const t = listingTexts.photos;

export function Gallery({ listing, mayChange }: { listing: Listing; mayChange: boolean }) {
  const { photos } = listing;
  return (
    <Section
      title={t.title}
      aside={<span className="text-xs text-ink-faint">{t.count(photos.length, PHOTOS_MAX)}</span>}
    >
      {photos.length === 0 && <p className="mb-3 text-ink-soft">{t.empty}</p>}
      {photos.length > 0 &&
        (mayChange ? (
          <PhotoGrid listing={listing} />
        ) : (
          <ol className={TILES}>
            {photos.map((photo, at) => (
              <li key={photo.id} className={tileClass(at)}>
                <PhotoPicture listingId={listing.id} photo={photo} at={at} />
              </li>
            ))}
          </ol>
        ))}
      {mayChange && photos.length < PHOTOS_MAX && <AddPhotos listingId={listing.id} />}
    </Section>
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
