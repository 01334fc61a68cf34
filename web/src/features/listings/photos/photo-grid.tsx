import { ArrowLeft, ArrowRight, GripVertical, MessageSquareText, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button as AriaButton, GridList, GridListItem } from "react-aria-components";
import type { Listing, ListingPhoto } from "../../../../../core/listings/wire.ts";
import { listingTexts } from "../../../i18n/he/listings.ts";
import { IconButton } from "../../../ui/button.tsx";
import { orderAfterStep } from "../../../ui/order.ts";
import { onDemand } from "../../../ui/parts.ts";
import { useDragOrder } from "../../../ui/use-drag-order.tsx";
import { WhenOpen } from "../../../ui/when-open.tsx";
import { useBusiness } from "../../business/business-context.ts";
import { PhotoPicture, TILES, tileClass } from "./photo-picture.tsx";
import { useOrderPhotos, useRemovePhoto, useShownPhotos } from "./photo-queries.ts";

const t = listingTexts.photos;
const DRAG_TYPE = "agentlocator-listing-photo";
const confirmDialog = onDemand(() => import("../../../ui/confirm-dialog.tsx").then((file) => file.ConfirmDialog));
const describeDialog = onDemand(() => import("./describe-dialog.tsx").then((file) => file.DescribeDialog));

/** Photos that are put in order by dragging, from the keyboard too, or step by step; described, and taken away. */
export function PhotoGrid({ listing }: { listing: Listing }) {
  const listingId = listing.id;
  const photos = useShownPhotos(listing);
  const { businessId } = useBusiness();
  const [removed, setRemoved] = useState<{ id: string; name: string } | null>(null);
  const order = useOrderPhotos(businessId, listingId);
  const remove = useRemovePhoto(businessId, listingId, () => setRemoved(null));
  const [described, setDescribed] = useState<{ photo: ListingPhoto; at: number } | null>(null);
  const ids = photos.map(({ id }) => id);
  const dragAndDropHooks = useDragOrder({
    type: DRAG_TYPE,
    ids,
    // It takes no room, or the tiles would jump while one is dragged.
    indicatorClass:
      "relative z-10 w-0 outline-none data-drop-target:before:absolute data-drop-target:before:inset-y-1 data-drop-target:before:-start-0.5 data-drop-target:before:w-1 data-drop-target:before:rounded-full data-drop-target:before:bg-accent",
    onOrder: order.mutate,
  });
  return (
    <>
      <GridList
        aria-label={t.title}
        layout="grid"
        keyboardNavigationBehavior="tab"
        items={photos}
        // A tile is drawn anew when something changes that is not in its photo.
        dependencies={[photos]}
        dragAndDropHooks={dragAndDropHooks}
        className={TILES}
      >
        {(photo) => {
          const at = ids.indexOf(photo.id);
          const name = photo.alt ?? t.nth(at + 1);
          return (
            <GridListItem
              id={photo.id}
              textValue={name}
              className={`${tileClass(at)} relative rounded-lg -outline-offset-2 data-dragging:opacity-50`}
            >
              <PhotoPicture listingId={listingId} photo={photo} at={at} />
              <div className="flex items-center justify-between">
                <AriaButton
                  slot="drag"
                  aria-label={t.drag(name)}
                  className="inline-grid size-11 shrink-0 cursor-grab place-items-center rounded-lg text-ink-faint data-hovered:bg-sunken max-md:hidden md:size-10"
                >
                  <GripVertical aria-hidden className="size-4" />
                </AriaButton>
                <IconButton
                  label={`${t.earlier}: ${name}`}
                  isDisabled={at === 0}
                  onPress={() => order.mutate(orderAfterStep(ids, photo.id, -1))}
                >
                  <ArrowRight aria-hidden className="size-4" />
                </IconButton>
                <IconButton
                  label={`${t.later}: ${name}`}
                  isDisabled={at === ids.length - 1}
                  onPress={() => order.mutate(orderAfterStep(ids, photo.id, 1))}
                >
                  <ArrowLeft aria-hidden className="size-4" />
                </IconButton>
                <IconButton label={`${t.describe}: ${name}`} onPress={() => setDescribed({ photo, at })}>
                  <MessageSquareText aria-hidden className={photo.alt === null ? "size-4" : "size-4 text-accent"} />
                </IconButton>
              </div>
              {/* On the picture: below it a phone has no room for one more. */}
              <IconButton
                label={`${t.remove}: ${name}`}
                onPress={() => setRemoved({ id: photo.id, name })}
                className="absolute end-2.5 top-2.5 bg-surface/85"
              >
                <Trash2 aria-hidden className="size-4" />
              </IconButton>
            </GridListItem>
          );
        }}
      </GridList>
      <WhenOpen
        of={confirmDialog}
        isOpen={removed !== null}
        onClose={() => setRemoved(null)}
        props={{
          title: t.removeTitle,
          isOpen: removed !== null,
          onClose: () => setRemoved(null),
          confirm: t.remove,
          confirming: listingTexts.removing,
          tone: "danger",
          isPending: remove.isPending,
          error: remove.error,
          onConfirm: () => removed && remove.mutate(removed.id),
          children: t.removeText,
        }}
      />
      {described && (
        <WhenOpen
          of={describeDialog}
          isOpen
          onClose={() => setDescribed(null)}
          props={{ listingId, ...described, onClose: () => setDescribed(null) }}
        />
      )}
    </>
  );
}
