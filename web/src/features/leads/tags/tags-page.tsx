import { useQuery } from "@tanstack/react-query";
import { Plus, Tags as TagsIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { TAGS_MAX } from "../../../../../core/leads/bulk-limits.ts";
import { tagKey, type Tag } from "../../../../../core/leads/tags.ts";
import { he } from "../../../i18n/he.ts";
import { tagTexts as t } from "../../../i18n/he/tags.ts";
import { Button } from "../../../ui/button.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { ErrorState } from "../../../ui/error-state.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { SearchField } from "../../../ui/search-field.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useTitle } from "../../../ui/use-title.ts";
import { useMay } from "../../auth/use-may.ts";
import { useBusiness } from "../../business/business-context.ts";
import { SettingsParts } from "../../business/settings/settings-parts.tsx";
import { tagsQuery } from "../lead-queries.ts";
import { TagRow, type TagAction } from "./tag-row.tsx";
import { tagCountsQuery } from "./tag-queries.ts";

const TagDialog = lazy(async () => ({ default: (await import("./tag-dialog.tsx")).TagDialog }));
const MergeDialog = lazy(async () => ({ default: (await import("./merge-dialog.tsx")).MergeDialog }));
const DeleteDialog = lazy(async () => ({ default: (await import("./delete-dialog.tsx")).DeleteDialog }));

/** So many are seen at a glance. */
const SEARCHED_FROM = 12;

/** Part of the settings: the words that leads are marked with. */
export function TagsPage() {
  useTitle(t.title);
  const { businessId } = useBusiness();
  const { data, error, refetch } = useQuery(tagsQuery(businessId));
  return (
    <>
      <PageHeader title={he.settings.title} note={t.text} />
      <SettingsParts current="tags" />
      {data ? (
        <Tags tags={data} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton className="h-64 rounded-xl" />
      )}
    </>
  );
}

/** `into`: what was chosen already. */
type Open = { action: "create" } | { action: TagAction; tag: Tag; into?: Tag };

function Tags({ tags }: { tags: readonly Tag[] }) {
  const { businessId, status } = useBusiness();
  const { data: counts } = useQuery(tagCountsQuery(businessId));
  const mayChange = useMay()("leadSettings.change") && status === "active";
  const [typed, setTyped] = useState("");
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const countOf = ({ id }: Tag) => counts?.find(({ tag }) => tag === id)?.count;
  const word = typed.trim();
  const shown = word === "" ? tags : tags.filter(({ name }) => tagKey(name).includes(tagKey(word)));
  const isFull = tags.length >= TAGS_MAX;
  const add = (
    <Button variant="primary" onPress={() => setOpen({ action: "create" })}>
      <Plus aria-hidden className="size-4" />
      {t.add}
    </Button>
  );
  if (tags.length === 0 && open === null)
    return <EmptyState icon={<TagsIcon aria-hidden />} {...t.none} action={mayChange && add} />;
  return (
    <section className="max-w-3xl">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2 className="font-semibold">{t.title}</h2>
        {mayChange && (isFull ? <p className="text-sm text-ink-soft">{t.full(TAGS_MAX)}</p> : add)}
      </div>
      {tags.length > SEARCHED_FROM && (
        <div className="mb-3">
          <SearchField label={t.search} placeholder={t.search} value={typed} onChange={setTyped} maxLength={30} />
        </div>
      )}
      {shown.length === 0 ? (
        <p className="py-6 text-ink-soft" role="status">
          {word !== "" && t.nothingFound(word)}
        </p>
      ) : (
        <ul aria-label={t.list} className="overflow-hidden rounded-xl border border-line bg-surface">
          {shown.map((tag) => (
            <TagRow
              key={tag.id}
              tag={tag}
              count={countOf(tag)}
              onAction={mayChange ? (action) => setOpen({ action, tag }) : null}
              mayMerge={tags.length > 1}
            />
          ))}
        </ul>
      )}
      <Suspense>
        {open?.action === "create" && <TagDialog tag={null} tags={tags} onClose={close} />}
        {open?.action === "edit" && (
          <TagDialog
            tag={open.tag}
            tags={tags}
            onClose={close}
            onMerge={(into) => setOpen({ action: "merge", tag: open.tag, into })}
          />
        )}
        {open?.action === "merge" && (
          <MergeDialog
            tag={open.tag}
            tags={tags}
            into={open.into ?? null}
            count={countOf(open.tag) ?? 0}
            onClose={close}
          />
        )}
        {open?.action === "delete" && <DeleteDialog tag={open.tag} count={countOf(open.tag) ?? 0} onClose={close} />}
      </Suspense>
    </section>
  );
}
