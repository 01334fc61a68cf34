/**
 * Settings while they are edited: what was read, what is typed, and what somebody else has saved in between. Pure.
 *
 * A save of somebody else's is merged at once: `base` becomes what they saved, and what was typed here stands on top of
 * it. Values that both have changed are clashes. Nothing is saved until each of them has been decided.
 */
import {
  differences,
  overlap,
  valueAt,
  withValueFrom,
  type SettingPath,
} from "../../../../../core/business/versions.ts";
import { draftOf, isDirty, mergeOnto, type SettingsDraft } from "./settings-draft.ts";
import type { SettingsAnswer } from "./settings-queries.ts";

type Stored = SettingsAnswer["settings"];
export type Side = "mine" | "theirs";

export type Clash = {
  path: SettingPath;
  /** As it was typed when it was last in the form: what to come back to from theirs. */ mine: SettingsDraft;
  choice: Side | null;
};

export type Editing = {
  base: Stored;
  draft: SettingsDraft;
  clashes: readonly Clash[];
  /** What others have saved meanwhile and stands in the form now, by path. */
  news: readonly SettingPath[];
};

export const begin = (stored: Stored): Editing => ({ base: stored, draft: draftOf(stored), clashes: [], news: [] });

export const isEdited = ({ base, draft }: Editing): boolean => isDirty(base, draft);

/** Takes in what is stored now. */
export function receive(editing: Editing, stored: Stored): Editing {
  const { base } = editing;
  if (stored.version <= base.version) return editing;
  if (!isEdited(editing) && editing.clashes.length === 0) return begin(stored);
  const { draft, theirs, both } = mergeOnto(base, editing.draft, stored);
  const before = editing.clashes.filter(({ path }) => !both.some((each) => overlap(each, path)));
  const clashes = [...before, ...both.map((path): Clash => ({ path, mine: editing.draft, choice: null }))];
  const isNews = (path: SettingPath) => !clashes.some((clash) => overlap(clash.path, path));
  return { base: stored, draft, clashes, news: [...new Set([...editing.news, ...theirs])].filter(isNews) };
}

/** Where the two texts have become one by themselves there is nothing to decide. */
export const undecided = ({ base, draft, clashes }: Editing): readonly Clash[] => {
  const different = differences(draftOf(base), draft);
  return clashes.filter(({ path, choice }) => choice === null && different.some((each) => overlap(each, path)));
};

export function decide(editing: Editing, path: SettingPath, choice: Side): Editing {
  const clash = editing.clashes.find((each) => each.path === path);
  if (!clash) return editing;
  const mine = clash.choice === "theirs" ? clash.mine : editing.draft;
  const draft = withValueFrom(editing.draft, choice === "mine" ? mine : draftOf(editing.base), path);
  const clashes = editing.clashes.map((each) => (each === clash ? { path, mine, choice } : each));
  return { ...editing, draft, clashes };
}

/** My side of a clash, also while theirs stands in the form. */
export const myValue = ({ draft }: Editing, { path, mine, choice }: Clash): unknown =>
  valueAt(choice === "theirs" ? mine : draft, path);

/** After `sent` was saved as `stored`: what was typed meanwhile stays. */
export const saved = (now: Editing, sent: Editing, stored: Stored): Editing =>
  now.draft === sent.draft ? begin(stored) : { ...begin(stored), draft: now.draft };
