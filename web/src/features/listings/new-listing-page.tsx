import { useNavigate } from "react-router";
import { listingTexts } from "../../i18n/he/listings.ts";
import { paths } from "../../paths.ts";
import { PageHeader } from "../../ui/page-header.tsx";
import { notify } from "../../ui/toast.tsx";
import { useTitle } from "../../ui/use-title.ts";
import { useSession } from "../auth/session-context.ts";
import { useBusiness } from "../business/business-context.ts";
import { EMPTY_DRAFT } from "./form/listing-draft.ts";
import { ListingForm } from "./form/listing-form.tsx";
import { useCreateListing } from "./listing-queries.ts";

const t = listingTexts;

export function NewListingPage() {
  useTitle(t.form.newTitle);
  const { businessId, slug } = useBusiness();
  const { user } = useSession();
  const navigate = useNavigate();
  const { mutateAsync } = useCreateListing(businessId);
  return (
    <>
      <PageHeader title={t.form.newTitle} back={{ to: paths.listings(slug), text: t.back }} />
      <ListingForm
        // Who writes it down takes care of it, until somebody says otherwise.
        begin={{ ...EMPTY_DRAFT, agentId: user.id }}
        owner={{ is: "nobody" }}
        save={mutateAsync}
        cancelTo={paths.listings(slug)}
        onSaved={({ id }) => {
          notify({ tone: "fine", title: t.form.saved });
          void navigate(paths.listing(slug, id), { replace: true });
        }}
      />
    </>
  );
}
