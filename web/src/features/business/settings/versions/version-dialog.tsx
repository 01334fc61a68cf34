import { useQuery } from "@tanstack/react-query";
import { Check, Undo2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import {
  differences,
  overlap,
  sameValue,
  valueAt,
  type SettingPath,
} from "../../../../../../core/business/versions.ts";
import type { SettingsVersion } from "../../../../../../core/business/wire.ts";
import { formatDayAndClock } from "../../../../format/time.ts";
import { he } from "../../../../i18n/he.ts";
import { Button } from "../../../../ui/button.tsx";
import { Dialog } from "../../../../ui/dialog.tsx";
import { ErrorState } from "../../../../ui/error-state.tsx";
import { LoadingNote, Skeleton } from "../../../../ui/skeleton.tsx";
import { notify } from "../../../../ui/toast.tsx";
import { useBusiness } from "../../business-context.ts";
import { MarkedText } from "../marked-text.tsx";
import { draftOf, type SettingsDraft } from "../settings-draft.ts";
import { settingName, settingText, whoSaved } from "../setting-text.ts";
import type { SettingsForm } from "../use-settings-form.ts";
import { versionQuery } from "./version-queries.ts";

const t = he.settings.versions;

type Props = { form: SettingsForm; version: SettingsVersion; isReadOnly: boolean; now: number; onClose: () => void };

/** An earlier version beside today's, field by field. Taking one back puts it into the form: it is saved from there. */
export function VersionDialog({ form, version, isReadOnly, now, onClose }: Props) {
  const { businessId } = useBusiness();
  const { data, error, refetch } = useQuery(versionQuery(businessId, version.version));
  const { base } = form.editing;
  // What was not known in that version stays as it is.
  const then = data && Object.assign({}, base, data.settings);
  const paths = then ? differences(draftOf(base), draftOf(then)) : [];
  const mayTake = !isReadOnly && then !== undefined;

  function takeAll() {
    if (!then) return;
    form.takeBack(then, paths);
    onClose();
    notify({ tone: "fine", title: t.taken, text: t.takenText });
  }

  return (
    <Dialog
      title={t.open(formatDayAndClock(version.savedAt, now))}
      isOpen
      onClose={onClose}
      size="large"
      actions={
        <>
          {mayTake && paths.length > 1 && (
            <Button variant="primary" onPress={takeAll}>
              {t.takeBackAll}
            </Button>
          )}
          <Button onPress={onClose}>{he.common.close}</Button>
        </>
      }
    >
      <p>{whoSaved(version) ?? t.nobody}</p>
      {then ? (
        <div className="mt-4 flex flex-col gap-6 text-ink">
          {paths.length === 0 && <p>{t.same}</p>}
          {paths.map((path) => (
            <Difference
              key={path}
              path={path}
              then={draftOf(then)}
              form={form}
              {...(mayTake && { onTake: () => form.takeBack(then, [path]) })}
            />
          ))}
        </div>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <div className="mt-4 flex flex-col gap-3">
          <LoadingNote />
          <Skeleton className="h-6" />
          <Skeleton className="h-40" />
        </div>
      )}
    </Dialog>
  );
}

type DifferenceProps = { path: SettingPath; then: SettingsDraft; form: SettingsForm; onTake?: () => void };

function Difference({ path, then, form: { editing }, onTake }: DifferenceProps) {
  const field = settingName(path);
  const taken = useRef<HTMLParagraphElement>(null);
  const [takes, setTakes] = useState(0);
  // The button that was pressed is gone by now, and the focus must stay in the dialog.
  useEffect(() => {
    if (takes > 0) taken.current?.focus();
  }, [takes]);
  const take = () => {
    onTake?.();
    setTakes((before) => before + 1);
  };
  const today = draftOf(editing.base);
  const [before, after] = [then, today].map((side) => settingText(path, valueAt(side, path)));
  const isInForm = sameValue(valueAt(editing.draft, path), valueAt(then, path));
  const isTyped = differences(today, editing.draft).some((each) => overlap(each, path));
  return (
    <section aria-label={field}>
      <h3 className="mb-2 font-semibold">{field}</h3>
      <div className="grid gap-3 md:grid-cols-2">
        <Shown title={t.then} text={before ?? ""} other={after ?? ""} />
        <Shown title={t.now} text={after ?? ""} other={before ?? ""} />
      </div>
      {onTake && (
        <div className="mt-2 flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          {isInForm ? (
            <p ref={taken} tabIndex={-1} role="status" className="flex items-center gap-1.5 text-ink-soft outline-none">
              <Check aria-hidden className="size-4 text-accent" />
              {t.inForm}. {t.takenText}
            </p>
          ) : (
            <>
              <Button size="small" onPress={take} aria-label={t.takeBackOf(field)}>
                <Undo2 aria-hidden className="size-4" />
                {t.takeBack}
              </Button>
              {isTyped && <p className="text-warn">{t.replaces}</p>}
            </>
          )}
        </div>
      )}
    </section>
  );
}

const Shown = ({ title, text, other }: { title: string; text: string; other: string }) => (
  <div className="min-w-0">
    <p className="mb-1 text-sm text-ink-soft">{title}</p>
    <MarkedText label={title} text={text} other={other} />
  </div>
);
