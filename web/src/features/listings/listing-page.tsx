import { useQuery } from "@tanstack/react-query";
import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { addressLine } from "../../../../core/listings/address.ts";
import type { Listing } from "../../../../core/listings/wire.ts";
import { hasCode } from "../../api/api-error.ts";
import { errorMessage } from "../../api/error-message.ts";
import { listingTexts as t } from "../../i18n/he/listings.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { NotFoundPage } from "../../ui/not-found-page.tsx";
import { Notice } from "../../ui/notice.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { PhoneNumber } from "../../ui/phone-number.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { notify } from "../../ui/toast.tsx";
import { useTitle } from "../../ui/use-title.ts";
import { useMay } from "../auth/use-may.ts";
import { useBusiness } from "../business/business-context.ts";
import { ExclusivityBadge } from "./exclusivity-badge.tsx";
import { ListingFacts } from "./listing-facts.tsx";
import { listingQuery, useDeleteListing, useRestoreListing } from "./listing-queries.ts";
import { priceText } from "./listing-texts.ts";
import { ListingMatches } from "./matches/listing-matches.tsx";
import { Gallery } from "./photos/gallery.tsx";
import { ShareSection } from "./share/share-section.tsx";
import { StateBadge } from "./state-badge.tsx";
import { StateMoves } from "./state-moves.tsx";

export function ListingPage() {
  const { businessId } = useBusiness();
  const { listingId = "" } = useParams();
  const { data, error, refetch } = useQuery(listingQuery(businessId, listingId));
  useTitle(data ? addressLine(data, "full") : t.title);
  if (data) return <Details listing={data} />;
  if (hasCode(error, "not_found")) return <NotFoundPage />;
  return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton className="h-96 rounded-xl" />;
}

function Details({ listing }: { listing: Listing }) {
  const { slug } = useBusiness();
  const isInBin = listing.deletedAt !== null;
  const mayChange = useMay()("listings.change") && !isInBin;
  return (
    <>
      <PageHeader
        title={addressLine(listing, "full")}
        back={{ to: paths.listings(slug), text: t.back }}
        actions={
          mayChange && (
            <>
              <LinkButton to={paths.editListing(slug, listing.id)}>
                <Pencil aria-hidden className="size-4" />
                {t.edit}
              </LinkButton>
              <DeleteButton listing={listing} />
            </>
          )
        }
      />
      <div className="-mt-3 mb-5 flex flex-wrap items-center gap-x-4 gap-y-2">
        <StateBadge listing={listing} />
        <ExclusivityBadge listing={listing} />
        <span className="text-lg font-semibold">{priceText(listing) ?? t.noPrice}</span>
        {mayChange && (
          <div className="sm:ms-auto">
            <StateMoves listing={listing} />
          </div>
        )}
      </div>
      {isInBin && <InBin listing={listing} />}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_23rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <Gallery listing={listing} mayChange={mayChange} />
          {!isInBin && <ListingMatches listing={listing} />}
          <Section title={t.description.title}>
            {listing.description === null ? (
              <p className="text-ink-faint">{t.description.none}</p>
            ) : (
              <p className="break-words whitespace-pre-line">{listing.description}</p>
            )}
          </Section>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <ListingFacts listing={listing} />
          <Owner listing={listing} />
          <Section title={t.assistant.title}>
            <p className={listing.assistantLine ? "break-words" : "text-ink-faint"}>
              {listing.assistantLine ?? t.assistant.none}
            </p>
          </Section>
          {!isInBin && <ShareSection listing={listing} mayChange={mayChange} />}
        </div>
      </div>
    </>
  );
}

function Owner({ listing: { owner } }: { listing: Listing }) {
  const { slug } = useBusiness();
  return (
    <Section title={t.owner.title}>
      {owner.is === "nobody" && <p className="text-ink-faint">{t.owner.nobody}</p>}
      {owner.is === "hidden" && <p className="text-ink-soft">{t.owner.hidden}</p>}
      {owner.is === "lead" && (
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Link
            to={paths.lead(slug, owner.leadId)}
            className="min-w-0 font-medium break-words text-accent hover:underline"
          >
            {owner.name ?? t.owner.nameless}
          </Link>
          {owner.phone && <PhoneNumber phone={owner.phone} />}
        </div>
      )}
    </Section>
  );
}

function DeleteButton({ listing }: { listing: Listing }) {
  const { businessId, slug } = useBusiness();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const remove = useDeleteListing(businessId, listing.id, {
    onDone: () => {
      notify({ tone: "fine", title: t.removed });
      void navigate(paths.listings(slug));
    },
  });
  return (
    <>
      <Button variant="danger" onPress={() => setOpen(true)}>
        <Trash2 aria-hidden className="size-4" />
        {t.remove}
      </Button>
      <ConfirmDialog
        title={t.removeTitle}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        confirm={t.remove}
        confirming={t.removing}
        tone="danger"
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate()}
      >
        {t.removeText}
      </ConfirmDialog>
    </>
  );
}

function InBin({ listing }: { listing: Listing }) {
  const { businessId } = useBusiness();
  const may = useMay();
  const restore = useRestoreListing(businessId, listing.id, {
    onDone: () => notify({ tone: "fine", title: t.restored }),
    onRefused: (error) => notify({ tone: "problem", title: t.failed, text: errorMessage(error) }),
  });
  return (
    <div className="mb-4 flex flex-wrap items-center gap-3">
      <Notice tone="warn">{t.inBin}</Notice>
      {may("listings.change") && (
        <Button isPending={restore.isPending} onPress={() => restore.mutate()}>
          {t.restore}
        </Button>
      )}
    </div>
  );
}
