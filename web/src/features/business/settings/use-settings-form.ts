import { useEffect, useMemo, useState } from "react";
import { ApiError, hasCode } from "../../../api/api-error.ts";
import { errorMessage } from "../../../api/error-message.ts";
import { he } from "../../../i18n/he.ts";
import { notify } from "../../../ui/toast.tsx";
import { useSession } from "../../auth/session-context.ts";
import { useBusiness } from "../business-context.ts";
import { draftStorage } from "./draft-storage.ts";
import {
  changesOf,
  draftOf,
  isDirty,
  problemsOf,
  rebase,
  type Problems,
  type SettingsDraft,
} from "./settings-draft.ts";
import { useSaveSettings, useWarmUp, type SettingsAnswer } from "./settings-queries.ts";

const SENTENCES: Readonly<Record<string, string>> = {
  own_number: he.settings.invalid.ownNumber,
  not_dialled: he.settings.invalid.notDialled,
};
const sentenceOf = (problem: string): string => SENTENCES[problem] ?? he.settings.invalid.other;

/**
 * The state of the form. `base` is the version that was read and is edited; `loaded` is the newest one known. When they
 * part while something is typed, somebody else has saved, and the reader decides.
 */
export function useSettingsForm(loaded: SettingsAnswer) {
  const { businessId } = useBusiness();
  const { user } = useSession();
  const storage = useMemo(() => draftStorage(user.id, businessId), [user.id, businessId]);
  const [kept] = useState(() => storage.read());
  const [base, setBase] = useState(loaded.settings);
  const [draft, setDraft] = useState<SettingsDraft>(() => ({ ...draftOf(loaded.settings), ...kept }));
  const [problems, setProblems] = useState<Problems>({});
  const [refusals, setRefusals] = useState(0);
  const saving = useSaveSettings(businessId);
  const warmUp = useWarmUp(businessId);

  const dirty = isDirty(base, draft);
  const outdated = loaded.settings.version !== base.version;
  const adopt = (next: SettingsDraft) => {
    setBase(loaded.settings);
    setDraft(next);
    setProblems({});
  };
  if (outdated && !dirty) adopt(draftOf(loaded.settings));

  useEffect(() => storage.write(dirty ? draft : null), [storage, dirty, draft]);

  function show(found: Problems) {
    setProblems(found);
    if (Object.keys(found).length > 0) setRefusals((before) => before + 1);
  }

  function save() {
    const found = problemsOf(draft);
    show(found);
    if (Object.keys(found).length > 0 || saving.isPending) return;
    saving.mutate(
      { ...changesOf(base, draft), version: base.version },
      { onSuccess: ({ settings }) => settled(settings), onError: refused },
    );
  }

  function settled(settings: SettingsAnswer["settings"]) {
    setBase(settings);
    // What was typed while it was being saved stays.
    setDraft((now) => (now === draft ? draftOf(settings) : now));
    warmUp.mutate(undefined, {
      onSuccess: () => notify({ tone: "fine", title: he.settings.saved, text: he.settings.savedText }),
      onError: () => notify({ tone: "fine", title: he.settings.saved, text: he.settings.warmUpFailed }),
    });
  }

  function refused(error: unknown) {
    // The form shows the one by itself, the sign-in page the other.
    if (hasCode(error, "conflict") || hasCode(error, "unauthorized")) return;
    if (error instanceof ApiError)
      show(Object.fromEntries(error.details.map(({ field, problem }) => [field, sentenceOf(problem)])));
    notify({ tone: "problem", title: he.settings.saveFailed, text: errorMessage(error) });
  }

  return {
    draft,
    problems,
    /** How many times something was wrong with what was to be saved. */
    refusals,
    dirty,
    isSaving: saving.isPending,
    wasRestored: kept !== null && dirty,
    isOutdated: outdated && dirty && !saving.isPending,
    change: (part: Partial<SettingsDraft>) => {
      setDraft((before) => ({ ...before, ...part }));
      setProblems((before) => without(before, Object.keys(part)));
    },
    save,
    discard: () => adopt(draftOf(loaded.settings)),
    keepOnTop: () => adopt(rebase(base, draft, loaded.settings)),
    forget: () => storage.write(null),
  };
}

export type SettingsForm = ReturnType<typeof useSettingsForm>;

/** A problem goes when its field, or the group it belongs to, is touched. */
const without = (problems: Problems, fields: readonly string[]): Problems =>
  Object.fromEntries(
    Object.entries(problems).filter(
      ([path]) => !fields.some((field) => path === field || path.startsWith(`${field}.`)),
    ),
  );
