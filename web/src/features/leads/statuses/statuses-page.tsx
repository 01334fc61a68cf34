import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { LeadStatus } from "../../../../../core/leads/status.ts";
import { STATUSES_MAX } from "../../../../../core/leads/status-rules.ts";
import { he } from "../../../i18n/he.ts";
import { Button } from "../../../ui/button.tsx";
import { ErrorState } from "../../../ui/error-state.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useTitle } from "../../../ui/use-title.ts";
import { useMay } from "../../auth/use-may.ts";
import { useBusiness } from "../../business/business-context.ts";
import { SettingsParts } from "../../business/settings/settings-parts.tsx";
import { leadCountsQuery, leadStatusesQuery } from "../lead-queries.ts";
import { StatusList, type StatusAction } from "./status-list.tsx";

const StatusDialog = lazy(async () => ({ default: (await import("./status-dialog.tsx")).StatusDialog }));
const DeleteDialog = lazy(async () => ({ default: (await import("./delete-dialog.tsx")).DeleteDialog }));
const t = he.statuses;

/** Part of the settings: the stages that leads go through. */
export function StatusesPage() {
  useTitle(t.title);
  const { businessId } = useBusiness();
  const { data, error, refetch } = useQuery(leadStatusesQuery(businessId));
  return (
    <>
      <PageHeader title={he.settings.title} note={t.text} />
      <SettingsParts current="leads" />
      {data ? (
        <Statuses statuses={data} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton className="h-80 rounded-xl" />
      )}
    </>
  );
}

type Open = { action: "create" } | { action: StatusAction; status: LeadStatus };

function Statuses({ statuses }: { statuses: readonly LeadStatus[] }) {
  const { businessId, status: businessStatus } = useBusiness();
  const { data: counts } = useQuery(leadCountsQuery(businessId));
  const mayChange = useMay()("leadSettings.change") && businessStatus === "active";
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const isFull = statuses.length >= STATUSES_MAX;
  return (
    <section className="max-w-3xl">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2 className="font-semibold">{t.title}</h2>
        {mayChange && !isFull && (
          <Button variant="primary" onPress={() => setOpen({ action: "create" })}>
            <Plus aria-hidden className="size-4" />
            {t.add}
          </Button>
        )}
        {mayChange && isFull && <p className="text-sm text-ink-soft">{t.full(STATUSES_MAX)}</p>}
      </div>
      <StatusList
        statuses={statuses}
        counts={counts}
        onAction={mayChange ? (action, status) => setOpen({ action, status }) : null}
      />
      <Suspense>
        {open?.action === "create" && <StatusDialog status={null} statuses={statuses} onClose={close} />}
        {open?.action === "edit" && <StatusDialog status={open.status} statuses={statuses} onClose={close} />}
        {open?.action === "delete" && (
          <DeleteDialog
            status={open.status}
            statuses={statuses}
            count={counts?.find((one) => one.status === open.status.id)?.count ?? 0}
            onClose={close}
          />
        )}
      </Suspense>
    </section>
  );
}
