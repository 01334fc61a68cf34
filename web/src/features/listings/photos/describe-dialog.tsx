import type { ListingPhoto } from "../../../../../core/listings/wire.ts";
import { PHOTO_ALT_MAX_CHARS } from "../../../../../core/listings/photos.ts";
import { listingTexts } from "../../../i18n/he/listings.ts";
import { FormDialog } from "../../../ui/form-dialog.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { useForm } from "../../../ui/use-form.ts";
import { useBusiness } from "../../business/business-context.ts";
import { photoUrl } from "../listing-queries.ts";
import { useDescribePhoto } from "./photo-queries.ts";

const t = listingTexts.photos;

type Props = { listingId: string; photo: ListingPhoto; at: number; onClose: () => void };

/** What a photo shows, in words: for customers who do not see it. Empty: nothing is said of it. */
export function DescribeDialog({ listingId, photo: { id, alt }, at, onClose }: Props) {
  const { businessId } = useBusiness();
  const form = useForm({
    begin: { alt: alt ?? "" },
    check: () => ({}),
    mutation: useDescribePhoto(businessId, listingId, id),
    onDone: onClose,
    otherwise: listingTexts.form.problems.otherwise,
  });
  return (
    <FormDialog
      title={`${t.describe}: ${t.nth(at + 1)}`}
      form={form}
      submit={listingTexts.form.save}
      submitting={listingTexts.form.saving}
      onClose={onClose}
    >
      <img
        src={photoUrl(businessId, listingId, id)}
        alt=""
        className="max-h-48 w-full rounded-lg bg-sunken object-contain"
      />
      <TextField
        label={t.describe}
        help={t.describeHelp}
        value={form.values.alt}
        onChange={(value) => form.change({ alt: value })}
        error={form.problems.alt}
        maxLength={PHOTO_ALT_MAX_CHARS}
        isOptional
        autoFocus
      />
    </FormDialog>
  );
}
