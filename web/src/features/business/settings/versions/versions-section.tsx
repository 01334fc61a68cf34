import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button as AriaButton } from "react-aria-components";
import type { SettingsVersion } from "../../../../../../core/business/wire.ts";
import { formatDayAndClock } from "../../../../format/time.ts";
import { he } from "../../../../i18n/he.ts";
import { Badge } from "../../../../ui/badge.tsx";
import { Button } from "../../../../ui/button.tsx";
import { ErrorState } from "../../../../ui/error-state.tsx";
import { Fold } from "../../../../ui/fold.tsx";
import { LoadingNote, Skeleton } from "../../../../ui/skeleton.tsx";
import { useNow } from "../../../../ui/use-now.ts";
import { useBusiness } from "../../business-context.ts";
import { settingNames, whoSaved } from "../setting-text.ts";
import type { SettingsForm } from "../use-settings-form.ts";
import { VersionDialog } from "./version-dialog.tsx";
import { versionsQuery } from "./version-queries.ts";

const t = he.settings.versions;
const DAY_CHECK_MS = 60_000;
/** Most look for something of the last days. */
const SHOWN_FIRST = 10;

type Props = { form: SettingsForm; isReadOnly: boolean };

/** Who saved what, and the way back to it. Asked for when somebody looks. */
export function VersionsSection({ form, isReadOnly }: Props) {
  const [isOpened, setOpened] = useState(false);
  return (
    <Fold title={t.title} text={t.text} onOpen={() => setOpened(true)}>
      {isOpened && <Versions form={form} isReadOnly={isReadOnly} />}
    </Fold>
  );
}

function Versions({ form, isReadOnly }: Props) {
  const { businessId } = useBusiness();
  const { data, error, refetch } = useQuery(versionsQuery(businessId));
  const [shown, setShown] = useState(SHOWN_FIRST);
  const [opened, setOpened] = useState<SettingsVersion | null>(null);
  const now = useNow(DAY_CHECK_MS);
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <VersionsSkeleton />;
  if (data.length === 0) return <p className="text-ink-soft">{t.empty}</p>;
  return (
    <>
      <ul className="overflow-hidden rounded-xl border border-line bg-surface">
        {data.slice(0, shown).map((version, index) => (
          <VersionRow
            key={version.version}
            version={version}
            isCurrent={index === 0}
            now={now}
            onOpen={() => setOpened(version)}
          />
        ))}
      </ul>
      {data.length > shown && (
        <div className="mt-3">
          <Button onPress={() => setShown(data.length)}>{t.more}</Button>
        </div>
      )}
      {opened && (
        <VersionDialog form={form} version={opened} isReadOnly={isReadOnly} now={now} onClose={() => setOpened(null)} />
      )}
    </>
  );
}

type RowProps = { version: SettingsVersion; isCurrent: boolean; now: number; onOpen: () => void };

const VersionRow = ({ version, isCurrent, now, onOpen }: RowProps) => (
  <li className="border-t border-line first:border-t-0">
    <AriaButton
      onPress={onOpen}
      className="flex w-full flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 px-4 py-3 text-start -outline-offset-2 transition-colors data-hovered:bg-sunken/60"
    >
      <span className="min-w-0 flex-1 basis-48 font-medium break-words">
        {version.changed.length > 0 ? settingNames(version.changed) : t.first}
      </span>
      {isCurrent && <Badge tone="accent">{t.current}</Badge>}
      <span className="flex w-full flex-wrap gap-x-3 text-sm text-ink-soft">
        <span>{whoSaved(version) ?? t.nobody}</span>
        <time dateTime={new Date(version.savedAt).toISOString()}>{formatDayAndClock(version.savedAt, now)}</time>
      </span>
    </AriaButton>
  </li>
);

const VersionsSkeleton = () => (
  <div className="flex flex-col gap-2">
    <LoadingNote />
    <Skeleton className="h-14" />
    <Skeleton className="h-14" />
    <Skeleton className="h-14" />
  </div>
);
