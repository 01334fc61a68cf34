import type { AdminBusiness } from "../../../../../core/admin/wire.ts";
import { he } from "../../../i18n/he.ts";
import type { Column } from "../../../ui/data-table.tsx";
import { Ltr } from "../../../ui/ltr.tsx";
import { NameLink } from "../name-link.tsx";
import { Since } from "../since.tsx";
import { BusinessStatus } from "./business-status.tsx";

const titles = he.admin.businesses.columns;

const Amount = ({ of: amount }: { of: number }) => (
  <span className={amount === 0 ? "text-ink-faint" : undefined}>{amount}</span>
);

export const BUSINESS_COLUMNS: ReadonlyArray<Column<AdminBusiness>> = [
  {
    key: "name",
    title: titles.name,
    isHeader: true,
    cell: ({ id, name, slug }) => (
      <>
        <NameLink businessId={id}>{name}</NameLink>
        <Ltr className="block truncate text-end text-xs font-normal text-ink-faint">{slug}</Ltr>
      </>
    ),
  },
  {
    key: "status",
    title: titles.status,
    isPlain: true,
    width: "md:w-24",
    // That all is well needs no line of its own on a card.
    cell: ({ status }) => (
      <span className={status === "active" ? "max-md:hidden" : undefined}>
        <BusinessStatus status={status} />
      </span>
    ),
  },
  {
    key: "tenantDb",
    title: titles.database,
    width: "md:w-32",
    cell: ({ tenantDb }) => <Ltr className="text-sm text-ink-soft">{tenantDb}</Ltr>,
  },
  { key: "numbers", title: titles.numbers, width: "md:w-24", cell: ({ numbers }) => <Amount of={numbers} /> },
  { key: "people", title: titles.people, width: "md:w-24", cell: ({ people }) => <Amount of={people} /> },
  {
    key: "since",
    title: titles.since,
    width: "md:w-36",
    cell: ({ createdAt }) => (
      <span className="text-sm text-ink-soft">
        <Since at={createdAt} />
      </span>
    ),
  },
];
