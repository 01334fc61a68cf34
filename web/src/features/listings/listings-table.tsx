import { Link } from "react-router";
import { addressLine } from "../../../../core/listings/address.ts";
import { DEAL_WORDS, PROPERTY_WORDS } from "../../../../core/listings/kinds.ts";
import type { ListingSummary } from "../../../../core/listings/wire.ts";
import { listingTexts } from "../../i18n/he/listings.ts";
import { paths } from "../../paths.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { useBusiness } from "../business/business-context.ts";
import { useColleagueName } from "../people/colleague-queries.ts";
import { Cover } from "./cover.tsx";
import { ExclusivityBadge } from "./exclusivity-badge.tsx";
import { factsText, perMetreText, priceText } from "./listing-texts.ts";
import { StateBadge } from "./state-badge.tsx";

const t = listingTexts;

function Address({ listing }: { listing: ListingSummary }) {
  const { slug } = useBusiness();
  return (
    <Link to={paths.listing(slug, listing.id)} className="flex items-center gap-3 rounded-md hover:underline">
      <Cover listing={listing} className="size-12 shrink-0 rounded-lg" />
      <span className="min-w-0">{addressLine(listing, "full")}</span>
    </Link>
  );
}

export function AgentName({ agentId }: { agentId: string | null }) {
  const { businessId } = useBusiness();
  const name = useColleagueName(businessId, agentId);
  if (agentId === null) return <span className="text-warn">{t.narrowing.nobody}</span>;
  return <>{name ?? ""}</>;
}

const COLUMNS: Column<ListingSummary>[] = [
  { key: "address", title: t.columns.address, isHeader: true, cell: (listing) => <Address listing={listing} /> },
  {
    key: "deal",
    title: t.columns.deal,
    cell: ({ kind, deal }) => `${PROPERTY_WORDS[kind]} ${DEAL_WORDS[deal]}`,
  },
  { key: "facts", title: t.columns.facts, cell: (listing) => factsText(listing) || null },
  {
    key: "price",
    title: t.columns.price,
    cell: (listing) => (
      <>
        <span className="block font-medium">{priceText(listing) ?? t.noPrice}</span>
        <span className="block text-xs text-ink-faint">{perMetreText(listing)}</span>
      </>
    ),
  },
  { key: "agent", title: t.columns.agent, cell: ({ agentId }) => <AgentName agentId={agentId} /> },
  {
    key: "state",
    title: t.columns.state,
    isPlain: true,
    cell: (listing) => (
      <span className="flex flex-wrap gap-1.5">
        <StateBadge listing={listing} />
        <ExclusivityBadge listing={listing} />
      </span>
    ),
  },
];

export const ListingsTable = ({ listings }: { listings: readonly ListingSummary[] }) => (
  <DataTable label={t.title} columns={COLUMNS} rows={listings} rowKey={({ id }) => id} />
);
