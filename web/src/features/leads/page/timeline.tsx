import { useInfiniteQuery } from "@tanstack/react-query";
import {
  BadgeCheck,
  FileQuestion,
  History,
  MessageSquareText,
  PhoneIncoming,
  PhoneOutgoing,
  Pencil,
  Trash2,
  UserPlus,
  type LucideIcon,
} from "lucide-react";
import { createElement, useState } from "react";
import { Link } from "react-router";
import { loadNextPage } from "../../../api/next-page.ts";
import { TIMELINE_FILTERS, type TimelineEntry, type TimelineFilter } from "../../../../../core/leads/timeline.ts";
import { dayKey, formatClock, formatDay } from "../../../format/time.ts";
import { leadPage } from "../../../i18n/he/lead-page.ts";
import { paths } from "../../../paths.ts";
import { IconButton } from "../../../ui/button.tsx";
import { ErrorState } from "../../../ui/error-state.tsx";
import { LoadMore } from "../../../ui/load-more.tsx";
import { Segmented } from "../../../ui/segmented.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useNow } from "../../../ui/use-now.ts";
import { useSession } from "../../auth/session-context.ts";
import { useBusiness } from "../../business/business-context.ts";
import { NoteEditor } from "./note-editor.tsx";
import { timelineQuery } from "./page-queries.ts";
import { entryLines, entryTitle } from "./timeline-texts.ts";
import { useChange } from "./use-lead-page.ts";

const t = leadPage.timeline;
const DAY_CHECK_MS = 60_000;
const EMPTY = { all: t.empty, calls: t.emptyCalls, notes: t.emptyNotes };

type Props = { leadId: string; mayEdit: boolean };

export function Timeline({ leadId, mayEdit }: Props) {
  const { businessId } = useBusiness();
  const [filter, setFilter] = useState<TimelineFilter | "all">("all");
  const list = useInfiniteQuery(timelineQuery(businessId, leadId, filter === "all" ? null : filter));
  const entries = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <Segmented
        label={t.filter}
        value={filter}
        options={(["all", ...TIMELINE_FILTERS] as const).map((value) => ({ value, text: t[value] }))}
        onChange={setFilter}
      />
      {!list.data &&
        (list.error ? (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <Skeleton className="mt-4 h-24" />
        ))}
      {list.data && entries.length === 0 && <p className="mt-4 text-ink-faint">{EMPTY[filter]}</p>}
      <Days entries={entries} leadId={leadId} mayEdit={mayEdit} />
      <LoadMore
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        error={list.isFetchNextPageError ? list.error : null}
        onLoad={() => void loadNextPage(list)}
      />
    </>
  );
}

function Days({ entries, ...rest }: Props & { entries: readonly TimelineEntry[] }) {
  const now = useNow(DAY_CHECK_MS);
  const days = [...Map.groupBy(entries, ({ at }) => dayKey(at))];
  return days.map(([day, ofDay]) => (
    <section key={day} className="mt-4">
      <h3 className="mb-1 text-xs font-semibold text-ink-faint">{formatDay(ofDay[0]?.at ?? now, now)}</h3>
      <ul>
        {ofDay.map((entry) => (
          <EntryRow key={`${entry.source}-${entry.id}`} entry={entry} {...rest} />
        ))}
      </ul>
    </section>
  ));
}

function iconOf(entry: TimelineEntry): LucideIcon {
  switch (entry.source) {
    case "call":
      return entry.direction === "inbound" ? PhoneIncoming : PhoneOutgoing;
    case "note":
      return MessageSquareText;
    case "consent":
      return BadgeCheck;
    case "proposal":
      return FileQuestion;
    case "event":
      if (entry.kind === "created" || entry.kind === "returned") return UserPlus;
      return entry.kind === "edited" ? Pencil : History;
  }
}

function EntryRow({ entry, leadId, mayEdit }: Props & { entry: TimelineEntry }) {
  const { slug } = useBusiness();
  const { user } = useSession();
  const title = entryTitle(entry);
  const lines = entryLines(entry);
  const by = entry.source === "event" && entry.byName !== null ? t.by(entry.byName) : null;
  const isOwnNote = entry.source === "note" && entry.byId === user.id && mayEdit;
  const callId = entry.source === "call" ? entry.id : entry.source === "proposal" ? entry.callId : null;
  return (
    <li className="flex gap-3 border-t border-line py-2.5 first:border-t-0">
      {createElement(iconOf(entry), { "aria-hidden": true, className: "mt-1 size-4 shrink-0 text-ink-faint" })}
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          {callId === null ? (
            <span className="font-medium">{title}</span>
          ) : (
            <Link
              to={paths.call(slug, callId)}
              className="rounded-sm font-medium text-accent hover:underline max-md:inline-flex max-md:min-h-11 max-md:items-center"
            >
              {title}
            </Link>
          )}
          <span className="text-xs text-ink-faint">
            <time dateTime={new Date(entry.at).toISOString()}>{formatClock(entry.at)}</time>
            {by && ` · ${by}`}
            {entry.source === "note" && entry.editedAt !== null && ` · ${leadPage.notes.edited}`}
          </span>
        </p>
        {isOwnNote ? (
          <OwnNote leadId={leadId} noteId={entry.id} text={entry.text} />
        ) : (
          lines.map((line, place) => (
            <p key={place} className="line-clamp-6 break-words whitespace-pre-line text-ink-soft">
              {line}
            </p>
          ))
        )}
      </div>
    </li>
  );
}

function OwnNote({ leadId, noteId, text }: { leadId: string; noteId: string; text: string }) {
  const [isOpen, setOpen] = useState(false);
  const change = useChange(leadId);
  if (isOpen) return <NoteEditor leadId={leadId} noteId={noteId} text={text} onClose={() => setOpen(false)} />;
  return (
    <div className="flex items-start gap-1">
      <p className="min-w-0 flex-1 break-words whitespace-pre-line">{text}</p>
      <span className="-my-2 inline-flex print:hidden">
        <IconButton label={leadPage.notes.edit} onPress={() => setOpen(true)}>
          <Pencil aria-hidden className="size-4" />
        </IconButton>
        <IconButton label={leadPage.notes.remove} onPress={() => change.mutate({ change: "note.remove", id: noteId })}>
          <Trash2 aria-hidden className="size-4" />
        </IconButton>
      </span>
    </div>
  );
}
