import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { BusinessSettings } from "../../../../../core/business/settings.ts";
import { withValueFrom, type SettingPath } from "../../../../../core/business/versions.ts";
import { ApiError, hasCode } from "../../../api/api-error.ts";
import { errorMessage } from "../../../api/error-message.ts";
import { he } from "../../../i18n/he.ts";
import { notify } from "../../../ui/toast.tsx";
import { useSession } from "../../auth/session-context.ts";
import { useBusiness } from "../business-context.ts";
import { draftStorage } from "./draft-storage.ts";
import { changesOf, draftOf, problemsOf, type Problems, type SettingsDraft } from "./settings-draft.ts";
import { begin, decide, isEdited, receive, saved, undecided, type Editing, type Side } from "./settings-editing.ts";
import { settingsQuery, useSaveSettings, useWarmUp, type SettingsAnswer } from "./settings-queries.ts";

const SENTENCES: Readonly<Record<string, string>> = {
  own_number: he.settings.invalid.ownNumber,
  not_dialled: he.settings.invalid.notDialled,
};
const sentenceOf = (problem: string): string => SENTENCES[problem] ?? he.settings.invalid.other;

/** Somebody who saves again and again between our asking and our writing must not keep us at it for ever. */
const TRIES = 3;

/** The state of the form; what happens to it is decided in settings-editing.ts. */
export function useSettingsForm(loaded: SettingsAnswer) {
  const { businessId } = useBusiness();
  const { user } = useSession();
  const queries = useQueryClient();
  const storage = useMemo(() => draftStorage(user.id, businessId), [user.id, businessId]);
  const [kept] = useState(() => storage.read());
  const [editing, setEditing] = useState<Editing>(() => kept ?? begin(loaded.settings));
  const [problems, setProblems] = useState<Problems>({});
  const [refusals, setRefusals] = useState(0);
  const [questions, setQuestions] = useState(0);
  const [isSaving, setSaving] = useState(false);
  const { mutateAsync: send } = useSaveSettings(businessId);
  const warmUp = useWarmUp(businessId);

  /** A save goes on over several renders, and must see what was typed last. */
  const latest = useRef(editing);
  const update = useCallback((change: (now: Editing) => Editing): Editing => {
    latest.current = change(latest.current);
    setEditing(latest.current);
    return latest.current;
  }, []);

  const dirty = isEdited(editing);
  const open = undecided(editing);

  useEffect(() => {
    // What is being saved comes back in two ways; the save itself knows what was typed meanwhile.
    if (!isSaving) update((now) => receive(now, loaded.settings));
  }, [update, loaded.settings, isSaving]);

  useEffect(() => storage.write(dirty || open.length > 0 ? editing : null), [storage, dirty, open.length, editing]);

  function show(found: Problems) {
    setProblems(found);
    if (Object.keys(found).length > 0) setRefusals((before) => before + 1);
  }

  function save() {
    if (isSaving || !isEdited(latest.current)) return;
    if (undecided(latest.current).length > 0) return setQuestions((before) => before + 1);
    const found = problemsOf(latest.current.draft);
    show(found);
    if (Object.keys(found).length > 0) return;
    setSaving(true);
    void write().finally(() => setSaving(false));
  }

  /** What somebody else saved in between is merged, and ours goes on top of it, unless there is something to decide. */
  async function write(): Promise<void> {
    for (let tries = 1; ; tries++) {
      const sent = latest.current;
      try {
        const { settings } = await send({ ...changesOf(sent.base, sent.draft), version: sent.base.version });
        update((now) => saved(now, sent, settings));
        return settled(sent.news);
      } catch (error) {
        if (!hasCode(error, "conflict")) return refused(error);
        const fresh = queries.getQueryData(settingsQuery(businessId).queryKey)?.settings;
        if (!fresh || fresh.version <= sent.base.version || tries === TRIES) return refused(error);
        const merged = update((now) => receive(now, fresh));
        if (undecided(merged).length > 0) return setQuestions((before) => before + 1);
        if (!isEdited(merged)) return undefined;
      }
    }
  }

  function settled(news: readonly SettingPath[]) {
    const merged = news.length > 0 ? `${he.settings.savedMerged} ` : "";
    warmUp.mutate(undefined, {
      onSuccess: () => notify({ tone: "fine", title: he.settings.saved, text: merged + he.settings.savedText }),
      onError: () => notify({ tone: "fine", title: he.settings.saved, text: merged + he.settings.warmUpFailed }),
    });
  }

  function refused(error: unknown) {
    // The sign-in page shows this one.
    if (hasCode(error, "unauthorized")) return;
    if (error instanceof ApiError && hasCode(error, "validation_failed"))
      show(Object.fromEntries(error.details.map(({ field, problem }) => [field, sentenceOf(problem)])));
    notify({ tone: "problem", title: he.settings.saveFailed, text: errorMessage(error) });
  }

  const touched = (fields: readonly string[]) => setProblems((before) => without(before, fields));
  return {
    editing,
    draft: editing.draft,
    problems,
    /** How many times something was wrong with what was to be saved. */
    refusals,
    dirty,
    isSaving,
    wasRestored: kept !== null && dirty,
    /** How many values both sides have changed and nobody has decided about. */
    undecided: open.length,
    /** How many times a save had to wait for a decision. */
    questions,
    change: (part: Partial<SettingsDraft>) => {
      update((now) => ({ ...now, draft: { ...now.draft, ...part } }));
      touched(Object.keys(part));
    },
    choose: (path: SettingPath, side: Side) => {
      update((now) => decide(now, path, side));
      touched([topOf(path)]);
    },
    /** Values of earlier settings, as changes that are not saved yet. */
    takeBack: (from: BusinessSettings, paths: readonly SettingPath[]) => {
      const earlier = draftOf(from);
      update((now) => ({
        ...now,
        draft: paths.reduce((made, path) => withValueFrom(made, earlier, path), now.draft),
      }));
      touched(paths.map(topOf));
    },
    save,
    discard: () => {
      update(() => begin(loaded.settings));
      setProblems({});
    },
    forget: () => storage.write(null),
  };
}

export type SettingsForm = ReturnType<typeof useSettingsForm>;

const topOf = (path: SettingPath): string => path.split(".")[0] ?? path;

/** A problem goes when its field, or the group it belongs to, is touched. */
const without = (problems: Problems, fields: readonly string[]): Problems =>
  Object.fromEntries(
    Object.entries(problems).filter(
      ([path]) => !fields.some((field) => path === field || path.startsWith(`${field}.`)),
    ),
  );
