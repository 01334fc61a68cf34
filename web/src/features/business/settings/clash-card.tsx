import { Pencil } from "lucide-react";
import { useId, useState, type ReactNode } from "react";
import { overlap, valueAt } from "../../../../../core/business/versions.ts";
import { he } from "../../../i18n/he.ts";
import { Button } from "../../../ui/button.tsx";
import { cx } from "../../../ui/cx.ts";
import { inputClass } from "../../../ui/field.tsx";
import { MarkedText } from "./marked-text.tsx";
import { draftOf } from "./settings-draft.ts";
import { myValue, type Clash, type Side } from "./settings-editing.ts";
import { isLong, settingName, settingText, whoSaved } from "./setting-text.ts";
import type { SettingsAnswer } from "./settings-queries.ts";
import type { SettingsForm } from "./use-settings-form.ts";

const t = he.settings.conflict;
const ROWS = 10;

type Props = { clash: Clash; form: SettingsForm; loaded: SettingsAnswer; isReadOnly: boolean };

/** One value that both have changed: the two beside one another, on the phone one below the other, and a choice. */
export function ClashCard({ clash, form, loaded, isReadOnly }: Props) {
  const { path, choice } = clash;
  const name = useId();
  const field = settingName(path);
  const theirLabel = theirName(path, loaded);
  const theirs = settingText(path, valueAt(draftOf(form.editing.base), path));
  const mine = myValue(form.editing, clash);
  const [isEditing, setEditing] = useState(false);
  const mayEdit = isLong(path) && choice !== "theirs" && !isReadOnly;
  const side = (value: Side) => ({
    name,
    isChosen: choice === value,
    isReadOnly,
    onChoose: () => form.choose(path, value),
  });
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 font-semibold">{field}</legend>
      <div className="grid gap-3 md:grid-cols-2">
        <SideCard {...side("mine")} label={t.mine}>
          {mayEdit && isEditing ? (
            <textarea
              // It was asked for a moment ago, and the button that was pressed is gone.
              autoFocus
              aria-label={t.edit(field)}
              rows={ROWS}
              value={String(mine)}
              onChange={({ target }) => form.change({ [path]: target.value })}
              className={cx(inputClass, "block resize-y leading-[1.7] focus:border-accent")}
            />
          ) : (
            <MarkedText label={t.mine} text={settingText(path, mine)} other={theirs} />
          )}
          {mayEdit && !isEditing && (
            <Button
              variant="quiet"
              size="small"
              className="mt-2"
              onPress={() => setEditing(true)}
              aria-label={t.edit(field)}
            >
              <Pencil aria-hidden className="size-4" />
              {t.editMine}
            </Button>
          )}
        </SideCard>
        <SideCard {...side("theirs")} label={theirLabel}>
          <MarkedText label={theirLabel} text={theirs} other={settingText(path, mine)} />
        </SideCard>
      </div>
    </fieldset>
  );
}

/** The last save is known by name; that an earlier one has changed this is not known to be theirs. */
function theirName(path: string, { lastSave }: SettingsAnswer): string {
  const who = lastSave && whoSaved(lastSave);
  return who && lastSave.changed.some((changed) => overlap(changed, path)) ? t.theirsOf(who) : t.theirs;
}

type SideProps = {
  name: string;
  label: string;
  isChosen: boolean;
  isReadOnly: boolean;
  onChoose: () => void;
  children: ReactNode;
};

const SideCard = ({ name, label, isChosen, isReadOnly, onChoose, children }: SideProps) => (
  <div className={cx("rounded-xl border bg-surface p-3", isChosen ? "border-accent" : "border-line-strong")}>
    <label className="mb-1 flex min-h-11 cursor-pointer items-center gap-2.5 font-medium">
      <input
        type="radio"
        name={name}
        checked={isChosen}
        disabled={isReadOnly}
        onChange={onChoose}
        className="size-4 shrink-0 accent-accent"
      />
      {label}
    </label>
    {children}
  </div>
);
