import { useInfiniteQuery } from "@tanstack/react-query";
import { ArchiveRestore, Trash2 } from "lucide-react";
import { loadNextPage } from "../../../api/next-page.ts";
import { BIN_DAYS } from "../../../../../core/leads/bulk-limits.ts";
import type { BinLead } from "../../../../../core/leads/bin.ts";
import { formatPhone } from "../../../format/phone.ts";
import { formatShortDay } from "../../../format/time.ts";
import { he } from "../../../i18n/he.ts";
import { paths } from "../../../paths.ts";
import { Button } from "../../../ui/button.tsx";
import { DataTable, type Column } from "../../../ui/data-table.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { ErrorState } from "../../../ui/error-state.tsx";
import { LoadMore } from "../../../ui/load-more.tsx";
import { Ltr } from "../../../ui/ltr.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { useNow } from "../../../ui/use-now.ts";
import { useTitle } from "../../../ui/use-title.ts";
import { useMay } from "../../auth/use-may.ts";
import { useBusiness } from "../../business/business-context.ts";
import { CallsSkeleton } from "../../calls/calls-skeleton.tsx";
import { useColleagueName } from "../../people/colleague-queries.ts";
import { useBulk } from "../lead-bulk-mutations.ts";
import { binQuery, useRestoreLead } from "./bin-queries.ts";
import { placeOfList } from "./list-place.ts";
import { PickBox } from "./pick-box.tsx";
import { useSelection } from "./use-selection.ts";

const t = he.leadBulk.bin;
const DAY_MS = 24 * 3_600_000;
const DAY_CHECK_MS = 60_000;

/** Deleted leads, until they go for good. */
export function BinPage() {
  useTitle(t.title);
  const { businessId, slug, status } = useBusiness();
  const list = useInfiniteQuery(binQuery(businessId));
  const used = useSelection("bin");
  const bulk = useBulk(businessId, used.clear);
  const restore = useRestoreLead(businessId);
  const now = useNow(DAY_CHECK_MS);
  const mayRestore = useMay()("leads.delete") && status === "active";
  const leads = list.data?.pages.flatMap((page) => page.items) ?? [];
  const ids = leads.map(({ id }) => id);
  const chosen = used.selection.ids.size;
  const pick = { has: used.has, toggle: (id: string) => used.toggle(id, ids) };
  const columns = columnsOf({ now, pick, onRestore: mayRestore ? (lead) => restore.mutate(lead) : null });
  return (
    <>
      <PageHeader
        title={t.title}
        note={t.note}
        back={{ to: paths.leadsFiltered(slug, placeOfList(businessId)?.search ?? ""), text: t.back }}
        actions={
          mayRestore &&
          leads.length > 0 && (
            <Button
              isPending={bulk.isGoing}
              onPress={() =>
                bulk.start(
                  { kind: "restore" },
                  chosen > 0 ? { ids: [...used.selection.ids] } : { filter: { bin: "1" } },
                )
              }
            >
              {chosen > 0 ? t.restoreSome(chosen) : t.restoreAll}
            </Button>
          )
        }
      />
      {list.data ? (
        <>
          <DataTable
            label={t.list}
            columns={columns}
            rows={leads}
            rowKey={({ id }) => id}
            empty={<EmptyState icon={<Trash2 aria-hidden />} {...t.empty} />}
          />
          <LoadMore
            hasMore={list.hasNextPage}
            isLoading={list.isFetchingNextPage}
            error={list.isFetchNextPageError ? list.error : null}
            onLoad={() => void loadNextPage(list)}
          />
        </>
      ) : list.error ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <CallsSkeleton />
      )}
    </>
  );
}

type Shown = {
  now: number;
  pick: { has: (id: string) => boolean; toggle: (id: string) => void };
  /** Null: one may not. */ onRestore: ((lead: BinLead) => void) | null;
};

const nameOf = ({ name, phone, phoneTyped }: BinLead): string => {
  const number = phone ?? phoneTyped;
  return name ?? (number === null ? he.leads.namelessLead : formatPhone(number));
};

function columnsOf({ now, pick, onRestore }: Shown): Column<BinLead>[] {
  return [
    {
      key: "pick",
      title: t.select,
      hideTitle: true,
      isPlain: true,
      width: "w-12",
      cell: (lead) =>
        onRestore && (
          <PickBox
            label={he.leadList.select(nameOf(lead))}
            isSelected={pick.has(lead.id)}
            onChange={() => pick.toggle(lead.id)}
          />
        ),
    },
    {
      key: "name",
      title: t.name,
      isHeader: true,
      cell: (lead) => (
        <>
          <span className="block">{lead.name ?? he.leads.namelessLead}</span>
          {(lead.phone ?? lead.phoneTyped) && (
            <Ltr className="text-xs font-normal text-ink-faint">{formatPhone(lead.phone ?? lead.phoneTyped ?? "")}</Ltr>
          )}
        </>
      ),
    },
    { key: "by", title: t.deletedBy, cell: ({ deletedBy }) => <Who userId={deletedBy} /> },
    { key: "at", title: t.deletedAt, cell: ({ deletedAt }) => formatShortDay(deletedAt, now) },
    {
      key: "gone",
      title: t.gone,
      cell: ({ deletedAt }) => t.goneOn(formatShortDay(deletedAt + BIN_DAYS * DAY_MS, now)),
    },
    {
      key: "restore",
      title: t.restore,
      hideTitle: true,
      isPlain: true,
      align: "end",
      cell: (lead) =>
        onRestore && (
          <Button size="small" onPress={() => onRestore(lead)}>
            <ArchiveRestore aria-hidden className="size-4" />
            {t.restore}
          </Button>
        ),
    },
  ];
}

function Who({ userId }: { userId: string | null }) {
  const { businessId } = useBusiness();
  const name = useColleagueName(businessId, userId);
  return <>{name === undefined && userId !== null ? null : (name ?? t.unknown)}</>;
}
