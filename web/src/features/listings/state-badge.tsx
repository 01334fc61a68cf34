import type { ListingSummary } from "../../../../core/listings/wire.ts";
import { Badge, type Tone } from "../../ui/badge.tsx";
import { stateText } from "./listing-texts.ts";

const TONES: Record<ListingSummary["state"], Tone> = {
  draft: "neutral",
  active: "accent",
  under_offer: "warn",
  closed: "neutral",
  withdrawn: "neutral",
};

export const StateBadge = ({ listing }: { listing: Pick<ListingSummary, "state" | "deal"> }) => (
  <Badge tone={TONES[listing.state]}>{stateText(listing)}</Badge>
);
