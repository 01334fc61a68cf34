import { nextStates, type ListingState } from "../../../../core/listings/states.ts";
import type { Listing } from "../../../../core/listings/wire.ts";
import { errorMessage } from "../../api/error-message.ts";
import { he } from "../../i18n/he.ts";
import { listingTexts as t } from "../../i18n/he/listings.ts";
import { Button } from "../../ui/button.tsx";
import { notify } from "../../ui/toast.tsx";
import { useBusiness } from "../business/business-context.ts";
import { useMoveListing } from "./listing-queries.ts";

const moveText = (to: ListingState, deal: Listing["deal"]): string =>
  to === "closed" ? t.moveTo.closed[deal] : t.moveTo[to];

/** What may become of it now; each can be taken back where the table has a way back. */
export function StateMoves({ listing }: { listing: Listing }) {
  const { businessId } = useBusiness();
  const move = useMoveListing(businessId, listing.id, {
    onDone: ({ move: { from, to } }) =>
      notify({
        tone: "fine",
        title: t.moved,
        ...(nextStates(to).includes(from) && {
          action: { text: he.common.undo, run: () => move.mutate({ from: to, to: from }) },
        }),
      }),
    onRefused: (error) => notify({ tone: "problem", title: t.moveFailed, text: errorMessage(error) }),
  });
  return (
    <div className="flex flex-wrap gap-2">
      {nextStates(listing.state).map((to, at) => (
        <Button
          key={to}
          size="small"
          variant={at === 0 && listing.state === "draft" ? "primary" : "secondary"}
          onPress={() => move.mutate({ from: listing.state, to })}
        >
          {moveText(to, listing.deal)}
        </Button>
      ))}
    </div>
  );
}
