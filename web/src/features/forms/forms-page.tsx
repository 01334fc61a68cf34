import { useQuery } from "@tanstack/react-query";
import { ClipboardList, ExternalLink, Link as LinkIcon, Pencil, Plus, Trash2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { FORMS_MAX, type LeadForm } from "../../../../core/forms/form.ts";
import { hasCode } from "../../api/api-error.ts";
import { errorMessage } from "../../api/error-message.ts";
import { formatAgo, formatShortDay } from "../../format/time.ts";
import { forms as t } from "../../i18n/he/forms.ts";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { Ltr } from "../../ui/ltr.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { notify } from "../../ui/toast.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useTitle } from "../../ui/use-title.ts";
import { useMay } from "../auth/use-may.ts";
import { useBusiness } from "../business/business-context.ts";
import { SettingsParts } from "../business/settings/settings-parts.tsx";
import { useColleagueName } from "../people/colleague-queries.ts";
import { formsQuery, useOpenOrClose, useRemoveForm } from "./form-queries.ts";

const FormDialog = lazy(async () => ({ default: (await import("./form-dialog.tsx")).FormDialog }));
const ShareDialog = lazy(async () => ({ default: (await import("./share-dialog.tsx")).ShareDialog }));

const DAY_CHECK_MS = 60_000;
/** `form`: as it was when it was opened; it may be gone since. */
type Open = { what: "new" } | { what: "edit" | "share" | "remove"; form: LeadForm };

/** Part of the settings: forms by which people come in from a site or a message. */
export function FormsPage() {
  useTitle(t.title);
  const { businessId } = useBusiness();
  const { data, error, refetch } = useQuery(formsQuery(businessId));
  return (
    <>
      <PageHeader title={he.settings.title} note={t.text} />
      <SettingsParts current="forms" />
      {data ? (
        <Forms all={data} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton className="h-64 rounded-xl" />
      )}
    </>
  );
}

function Forms({ all }: { all: readonly LeadForm[] }) {
  const { status } = useBusiness();
  const mayChange = useMay()("leadSettings.change") && status === "active";
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const isFull = all.length >= FORMS_MAX;
  const opened = open && open.what !== "new" ? (all.find(({ id }) => id === open.form.id) ?? open.form) : undefined;
  const add = (
    <Button variant="primary" onPress={() => setOpen({ what: "new" })}>
      <Plus aria-hidden className="size-4" />
      {t.add}
    </Button>
  );
  const saved = (form: LeadForm) => {
    if (open?.what !== "new") {
      notify({ tone: "fine", title: t.form.saved(form.name) });
      return close();
    }
    notify({ tone: "fine", title: t.form.made(form.name) });
    // What comes next: it has to stand somewhere.
    setOpen({ what: "share", form });
  };
  return (
    <section className="max-w-3xl">
      {all.length > 0 && (
        <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
          <h2 className="font-semibold">{t.title}</h2>
          {mayChange && (isFull ? <p className="text-sm text-ink-soft">{t.full(FORMS_MAX)}</p> : add)}
        </div>
      )}
      {all.length === 0 ? (
        <EmptyState icon={<ClipboardList aria-hidden />} {...t.none} action={mayChange && add} />
      ) : (
        <ul aria-label={t.list} className="flex flex-col gap-3">
          {all.map((form) => (
            <FormCard key={form.id} form={form} mayChange={mayChange} onOpen={(what) => setOpen({ what, form })} />
          ))}
        </ul>
      )}
      <Suspense>
        {open?.what === "new" && <FormDialog form={null} all={all} onClose={close} onSaved={saved} />}
        {open?.what === "edit" && opened && <FormDialog form={opened} all={all} onClose={close} onSaved={saved} />}
        {open?.what === "share" && opened && <ShareDialog form={opened} onClose={close} />}
      </Suspense>
      {open?.what === "remove" && opened && <Removal form={opened} onClose={close} />}
    </section>
  );
}

type CardProps = { form: LeadForm; mayChange: boolean; onOpen: (what: "edit" | "share" | "remove") => void };

function FormCard({ form, mayChange, onOpen }: CardProps) {
  const { businessId } = useBusiness();
  const now = useNow(DAY_CHECK_MS);
  const agent = useColleagueName(businessId, form.assignedTo);
  const turn = useOpenOrClose(businessId);
  const { name, slug, isActive, leads, lastAt, assignedTo } = form;
  const openOrClose = () =>
    turn.mutate(form, {
      onSuccess: (changed) => notify({ tone: "fine", title: (changed.isActive ? t.opened : t.closed)(name) }),
      onError: (error) =>
        notify({
          tone: "problem",
          title: t.notChanged,
          text: refusalOf(error),
        }),
    });
  return (
    <li className="rounded-xl border border-line bg-surface p-4 md:px-5">
      <div className="flex items-start justify-between gap-4">
        <h3 className="min-w-0 font-semibold break-words">{name}</h3>
        <Badge tone={isActive ? "accent" : "neutral"}>{isActive ? t.state.open : t.state.closed}</Badge>
      </div>
      <Ltr className="block text-end text-sm text-ink-faint [overflow-wrap:anywhere]">{paths.publicForm(slug)}</Ltr>
      <p className="mt-1.5 text-sm text-ink-soft">
        {[
          t.leads(leads),
          lastAt !== null && t.last(formatAgo(lastAt, now) ?? formatShortDay(lastAt, now)),
          assignedTo === null ? t.goesToNobody : agent && t.goesTo(agent),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <a
          href={paths.publicForm(slug)}
          target="_blank"
          rel="noreferrer"
          aria-label={t.lookOf(name)}
          className={buttonClass("secondary", "small")}
        >
          <ExternalLink aria-hidden className="size-4" />
          {t.look}
        </a>
        <Button size="small" aria-label={t.shareOf(name)} onPress={() => onOpen("share")}>
          <LinkIcon aria-hidden className="size-4" />
          {t.share}
        </Button>
        {mayChange && (
          <>
            <Button size="small" aria-label={t.editOf(name)} onPress={() => onOpen("edit")}>
              <Pencil aria-hidden className="size-4" />
              {t.edit}
            </Button>
            <Button
              size="small"
              variant="quiet"
              aria-label={isActive ? t.closeOf(name) : t.openOf(name)}
              isPending={turn.isPending}
              onPress={openOrClose}
            >
              {isActive ? t.close : t.open}
            </Button>
            <Button size="small" variant="quiet" aria-label={t.removeOf(name)} onPress={() => onOpen("remove")}>
              <Trash2 aria-hidden className="size-4" />
              {t.remove}
            </Button>
          </>
        )}
      </div>
    </li>
  );
}

function refusalOf(error: Error): string {
  if (hasCode(error, "conflict")) return t.meanwhile;
  return hasCode(error, "not_found") ? t.gone : errorMessage(error);
}

function Removal({ form, onClose }: { form: LeadForm; onClose: () => void }) {
  const { businessId } = useBusiness();
  const remove = useRemoveForm(businessId);
  const done = () => {
    notify({ tone: "fine", title: t.removed(form.name) });
    onClose();
  };
  return (
    <ConfirmDialog
      title={t.removal.title(form.name)}
      isOpen
      onClose={onClose}
      confirm={t.removal.submit}
      confirming={t.removal.submitting}
      tone="danger"
      onConfirm={() =>
        remove.mutate(form.id, {
          onSuccess: done,
          // Somebody was faster.
          onError: (error) => hasCode(error, "not_found") && done(),
        })
      }
      isPending={remove.isPending}
      error={remove.error}
    >
      {t.removal.text}
    </ConfirmDialog>
  );
}
