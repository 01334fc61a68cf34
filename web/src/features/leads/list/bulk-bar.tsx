import { useQuery } from "@tanstack/react-query";
import { ListChecks, Tag, Trash2, UserRound, X } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button as AriaButton, MenuTrigger } from "react-aria-components";
import type { LeadCount } from "../../../../../core/leads/list.ts";
import type { LeadStatus } from "../../../../../core/leads/status.ts";
import { toldName } from "../../../format/told-name.ts";
import { he } from "../../../i18n/he.ts";
import { Button, buttonClass, IconButton } from "../../../ui/button.tsx";
import { ConfirmDialog } from "../../../ui/confirm-dialog.tsx";
import { Menu, MenuItem } from "../../../ui/menu.tsx";
import { Spinner } from "../../../ui/spinner.tsx";
import { StatusDot } from "../../../ui/status-badge.tsx";
import { useMay } from "../../auth/use-may.ts";
import { useBusiness } from "../../business/business-context.ts";
import { colleaguesQuery } from "../../people/colleague-queries.ts";
import { useBulk } from "../lead-bulk-mutations.ts";
import { leadStatusesQuery } from "../lead-queries.ts";
import type { UsedSelection } from "./use-selection.ts";

const ReasonDialog = lazy(async () => ({ default: (await import("./reason-dialog.tsx")).ReasonDialog }));
const TagsDialog = lazy(async () => ({ default: (await import("./tags-dialog.tsx")).TagsDialog }));

const t = he.leadBulk;
const NOBODY = "";

type Props = {
  used: UsedSelection;
  query: Readonly<Record<string, string>>;
  count: LeadCount | undefined;
  /** So many are loaded. */ loaded: number;
};

/** What can be done with the leads that are chosen; over the foot of the screen while any are. */
export function BulkBar({ used, query, count, loaded }: Props) {
  const { businessId } = useBusiness();
  const may = useMay();
  const { data: statuses = [] } = useQuery(leadStatusesQuery(businessId));
  const { data: colleagues = [] } = useQuery(colleaguesQuery(businessId));
  const bulk = useBulk(businessId, used.clear);
  const [asking, setAsking] = useState<"delete" | "tags" | LeadStatus | null>(null);
  const { selection } = used;
  const which = selection.all ? { filter: query } : { ids: [...selection.ids] };
  const all = count ? he.leadList.count(count.count, count.isMore) : "";
  const amount = selection.all ? all : t.chosen(selection.ids.size);
  const start = (action: Parameters<typeof bulk.start>[0]) => {
    setAsking(null);
    bulk.start(action, which);
  };
  const isAllLoaded =
    !selection.all && selection.ids.size >= loaded && count !== undefined && (count.isMore || count.count > loaded);

  if (bulk.isGoing) {
    return (
      <Bar>
        <span role="status" className="flex min-w-0 flex-1 items-center gap-2">
          <Spinner />
          {t.going(bulk.seen)}
        </span>
        <Button size="small" onPress={bulk.stop}>
          {t.stop}
        </Button>
      </Bar>
    );
  }
  return (
    <Bar>
      <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 font-medium max-md:basis-full">
        <span role="status">{selection.all ? t.chosenAll(all) : amount}</span>
        {isAllLoaded && (
          <Button size="small" variant="quiet" onPress={used.chooseAll}>
            {t.chooseAll(all)}
          </Button>
        )}
        <IconButton label={t.clear} onPress={used.clear} className="ms-auto md:ms-0">
          <X aria-hidden className="size-4" />
        </IconButton>
      </span>
      <MenuTrigger>
        <AriaButton className={buttonClass("secondary", "small")}>
          <ListChecks aria-hidden className="size-4 max-md:hidden" />
          {t.status}
        </AriaButton>
        <Menu aria-label={t.status} placement="top start">
          {statuses.map((status) => (
            <MenuItem
              key={status.id}
              textValue={status.name}
              onAction={() => (status.asksReason ? setAsking(status) : start({ kind: "status", status: status.id }))}
            >
              <StatusDot color={status.color} />
              {status.name}
            </MenuItem>
          ))}
        </Menu>
      </MenuTrigger>
      <Button size="small" onPress={() => setAsking("tags")}>
        <Tag aria-hidden className="size-4 max-md:hidden" />
        {t.tags}
      </Button>
      {may("leads.assign") && (
        <MenuTrigger>
          <AriaButton className={buttonClass("secondary", "small")}>
            <UserRound aria-hidden className="size-4 max-md:hidden" />
            {t.assign}
          </AriaButton>
          <Menu aria-label={t.assign} placement="top start">
            {[{ userId: NOBODY, name: t.nobody, email: null }, ...colleagues].map(({ userId, name, email }) => {
              const text = email === null ? name : toldName(name, email);
              return (
                <MenuItem
                  key={userId}
                  textValue={text}
                  onAction={() => start({ kind: "assign", userId: userId === NOBODY ? null : userId })}
                >
                  {text}
                </MenuItem>
              );
            })}
          </Menu>
        </MenuTrigger>
      )}
      <Button size="small" variant="danger" onPress={() => setAsking("delete")}>
        <Trash2 aria-hidden className="size-4 max-md:hidden" />
        {t.remove}
      </Button>
      <ConfirmDialog
        title={t.askDelete.title(selection.all ? all : he.leadList.count(selection.ids.size, false))}
        isOpen={asking === "delete"}
        onClose={() => setAsking(null)}
        confirm={t.askDelete.confirm}
        onConfirm={() => start({ kind: "delete" })}
        tone="danger"
      >
        {t.askDelete.text}
      </ConfirmDialog>
      <Suspense>
        {asking === "tags" && (
          <TagsDialog onClose={() => setAsking(null)} onApply={(change) => start({ kind: "tags", ...change })} />
        )}
        {asking !== null && typeof asking === "object" && (
          <ReasonDialog
            onClose={() => setAsking(null)}
            onReason={(reason) => start({ kind: "status", status: asking.id, ...(reason !== "" && { reason }) })}
          />
        )}
      </Suspense>
    </Bar>
  );
}

/** Above the navigation of the phone. */
const Bar = ({ children }: { children: React.ReactNode }) => (
  <section
    aria-label={t.bar}
    className="fixed inset-x-3 bottom-[calc(4.75rem+env(safe-area-inset-bottom))] z-30 mx-auto flex max-w-4xl flex-wrap items-center gap-2 rounded-xl border border-line-strong bg-surface p-2 ps-4 shadow-lg shadow-black/10 animate-rise max-md:ps-3 md:sticky md:inset-x-auto md:bottom-4 md:mt-4 print:hidden"
  >
    {children}
  </section>
);
