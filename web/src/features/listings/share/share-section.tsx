import { useQuery } from "@tanstack/react-query";
import { Link2 } from "lucide-react";
import { useState } from "react";
import type { Listing, ListingShare } from "../../../../../core/listings/wire.ts";
import { errorMessage } from "../../../api/error-message.ts";
import { formatDay } from "../../../format/time.ts";
import { listingTexts } from "../../../i18n/he/listings.ts";
import { paths } from "../../../paths.ts";
import { Button } from "../../../ui/button.tsx";
import { CheckboxField } from "../../../ui/checkbox-field.tsx";
import { CopyLinkField } from "../../../ui/copy-link-field.tsx";
import { FormError } from "../../../ui/form-error.tsx";
import { Section } from "../../../ui/section.tsx";
import { notify } from "../../../ui/toast.tsx";
import { useNow } from "../../../ui/use-now.ts";
import { useBusiness } from "../../business/business-context.ts";
import { sharesQuery, useRevokeShare, useShareListing } from "../listing-queries.ts";

const t = listingTexts.share;
const DAY_CHECK_MS = 60_000;

/** Links for customers: made, copied, closed. */
export function ShareSection({ listing, mayChange }: { listing: Listing; mayChange: boolean }) {
  const { businessId } = useBusiness();
  const { data: shares = [] } = useQuery(sharesQuery(businessId, listing.id));
  if (!mayChange && shares.length === 0) return null;
  return (
    <Section title={t.title}>
      <p className="mb-3 text-sm text-ink-soft">{t.text}</p>
      {listing.state === "draft" && shares.length > 0 && <p className="mb-3 text-sm text-warn">{t.draft}</p>}
      <ul className="flex flex-col gap-4 empty:hidden">
        {shares.map((share) => (
          <OneShare key={share.id} listingId={listing.id} share={share} mayChange={mayChange} />
        ))}
      </ul>
      {mayChange && <NewShare listingId={listing.id} />}
    </Section>
  );
}

function OneShare({ listingId, share, mayChange }: { listingId: string; share: ListingShare; mayChange: boolean }) {
  const { businessId } = useBusiness();
  const now = useNow(DAY_CHECK_MS);
  const revoke = useRevokeShare(businessId, listingId, {
    onDone: () => notify({ tone: "fine", title: t.revoked }),
    onRefused: (error) => notify({ tone: "problem", title: listingTexts.failed, text: errorMessage(error) }),
  });
  return (
    <li>
      <CopyLinkField
        label={t.link}
        link={new URL(paths.sharedListing(share.token), window.location.href).href}
        help={t.about(share.withAddress, share.createdBy, formatDay(share.createdAt, now))}
      />
      {mayChange && (
        <Button
          size="small"
          variant="quiet"
          className="mt-1"
          isPending={revoke.isPending}
          onPress={() => revoke.mutate(share.id)}
        >
          {t.revoke}
        </Button>
      )}
    </li>
  );
}

function NewShare({ listingId }: { listingId: string }) {
  const { businessId } = useBusiness();
  const [withAddress, setWithAddress] = useState(false);
  const share = useShareListing(businessId, listingId);
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-5 gap-y-1">
      <Button isPending={share.isPending} onPress={() => share.mutate({ withAddress })}>
        <Link2 aria-hidden className="size-4" />
        {t.create}
      </Button>
      <CheckboxField label={t.withAddress} isSelected={withAddress} onChange={setWithAddress} />
      <FormError error={share.error} sentAt={share.submittedAt} />
    </div>
  );
}
