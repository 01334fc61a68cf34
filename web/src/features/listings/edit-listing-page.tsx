import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useNavigate, useParams } from "react-router";
import type { Listing, ListingFields } from "../../../../core/listings/wire.ts";
import { hasCode } from "../../api/api-error.ts";
import { listingTexts } from "../../i18n/he/listings.ts";
import { paths } from "../../paths.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { NotFoundPage } from "../../ui/not-found-page.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { notify } from "../../ui/toast.tsx";
import { useTitle } from "../../ui/use-title.ts";
import { useBusiness } from "../business/business-context.ts";
import { changesOf, draftOf, readDraft } from "./form/listing-draft.ts";
import { ListingForm } from "./form/listing-form.tsx";
import { listingQuery, patchListing, useTakeListing } from "./listing-queries.ts";

const t = listingTexts;

export function EditListingPage() {
  useTitle(t.form.editTitle);
  const { businessId, slug } = useBusiness();
  const { listingId = "" } = useParams();
  const { data, error, refetch } = useQuery(listingQuery(businessId, listingId));
  if (hasCode(error, "not_found") || (data && data.deletedAt !== null)) return <NotFoundPage />;
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton className="h-96" />;
  return (
    <>
      <PageHeader title={t.form.editTitle} back={{ to: paths.listing(slug, listingId), text: t.backToListing }} />
      <Editing key={listingId} listing={data} readAgain={async () => (await refetch()).data} />
    </>
  );
}

const fieldsOf = (listing: Listing): ListingFields => {
  const read = readDraft(draftOf(listing));
  if ("problems" in read) throw new Error("a listing that was saved cannot be read");
  return read.fields;
};

/** What was there when it was opened is what it is changed from, so that nobody's work is written over unseen. */
function Editing({ listing, readAgain }: { listing: Listing; readAgain: () => Promise<Listing | undefined> }) {
  const { businessId, slug } = useBusiness();
  const navigate = useNavigate();
  const take = useTakeListing(businessId);
  const seen = useRef(fieldsOf(listing));
  const toListing = () => void navigate(paths.listing(slug, listing.id), { replace: true });

  async function save(fields: ListingFields): Promise<Listing> {
    const changes = changesOf(seen.current, fields);
    if (Object.keys(changes.to).length === 0) return listing;
    return patchListing(businessId, listing.id, changes);
  }

  return (
    <ListingForm
      begin={draftOf(listing)}
      owner={listing.owner}
      save={save}
      cancelTo={paths.listing(slug, listing.id)}
      onMeanwhile={async (fields) => {
        const now = await readAgain();
        if (!now) return;
        const fresh = fieldsOf(now);
        seen.current = { ...seen.current, ...Object.fromEntries(fields.map((field) => [field, fresh[field]])) };
      }}
      onSaved={async (saved) => {
        notify({ tone: "fine", title: t.form.saved });
        await take(saved);
        toListing();
      }}
    />
  );
}
