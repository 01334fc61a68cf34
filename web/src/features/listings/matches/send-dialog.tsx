import { useQuery } from "@tanstack/react-query";
import { Link2, MessageCircle } from "lucide-react";
import { addressLine } from "../../../../../core/listings/address.ts";
import type { DemandMatch } from "../../../../../core/listings/match-wire.ts";
import type { ListingSummary } from "../../../../../core/listings/wire.ts";
import { he } from "../../../i18n/he.ts";
import { listingTexts } from "../../../i18n/he/listings.ts";
import { paths } from "../../../paths.ts";
import { Button, buttonClass } from "../../../ui/button.tsx";
import { CopyLinkField } from "../../../ui/copy-link-field.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { FormError } from "../../../ui/form-error.tsx";
import { PhoneNumber } from "../../../ui/phone-number.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useMay } from "../../auth/use-may.ts";
import { useBusiness } from "../../business/business-context.ts";
import { sharesQuery, useShareListing } from "../listing-queries.ts";
import { priceText } from "../listing-texts.ts";

const t = listingTexts.matches.sending;

export type SendDialogProps = {
  lead: DemandMatch["lead"];
  listing: Pick<ListingSummary, "id" | "city" | "neighbourhood" | "street" | "houseNumber" | "deal" | "price">;
  isOpen: boolean;
  onClose: () => void;
  onSent: () => void;
};

/** How a customer is told of a home: by phone, or by its page; and that they were told. */
export function SendDialog({ lead, listing, isOpen, onClose, onSent }: SendDialogProps) {
  return (
    <Dialog
      title={t.title(lead.name ?? he.leads.namelessLead)}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button
            variant="primary"
            onPress={() => {
              onSent();
              onClose();
            }}
          >
            {listingTexts.matches.send}
          </Button>
          <Button onPress={onClose}>{t.later}</Button>
        </>
      }
    >
      <p className="break-words">
        {[addressLine(listing, "neighbourhood"), priceText(listing)].filter(Boolean).join(" · ")}
      </p>
      <p className="mt-3 flex min-h-11 items-center gap-2">
        {lead.phone === null ? t.noPhone : <PhoneNumber phone={lead.phone} />}
      </p>
      <CustomerLink lead={lead} listing={listing} />
    </Dialog>
  );
}

/** One that shows no address if there is one: which home it is the agent tells. */
function CustomerLink({ lead, listing }: Pick<SendDialogProps, "lead" | "listing">) {
  const { businessId } = useBusiness();
  const mayShare = useMay()("listings.change");
  const { data: shares } = useQuery(sharesQuery(businessId, listing.id));
  const create = useShareListing(businessId, listing.id);
  if (!shares) return <Skeleton className="h-16" />;
  const share = shares.find(({ withAddress }) => !withAddress) ?? shares[0];
  if (!share)
    return (
      <>
        <p>{t.noLink}</p>
        {mayShare && (
          <Button className="mt-2" isPending={create.isPending} onPress={() => create.mutate({ withAddress: false })}>
            <Link2 aria-hidden className="size-4" />
            {listingTexts.share.create}
          </Button>
        )}
        <FormError error={create.error} sentAt={create.submittedAt} />
      </>
    );
  const link = new URL(paths.sharedListing(share.token), window.location.href).href;
  return (
    <>
      <CopyLinkField label={t.link} link={link} help={share.withAddress ? t.withAddress : t.withoutAddress} />
      {lead.phone !== null && isMobile(lead.phone) && (
        <a
          href={whatsAppLink(lead.phone, t.message(link))}
          target="_blank"
          rel="noreferrer"
          className={`${buttonClass()} mt-3 w-full`}
        >
          <MessageCircle aria-hidden className="size-4" />
          {t.whatsApp}
        </a>
      )}
    </>
  );
}

/** Of Israel: others may be anything. */
const isMobile = (phone: string) => /^\+9725\d{8}$/.test(phone);
const whatsAppLink = (phone: string, text: string) =>
  `https://wa.me/${phone.slice(1)}?${new URLSearchParams({ text }).toString()}`;
