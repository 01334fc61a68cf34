import { useState } from "react";
import type { Tag } from "../../../../../core/leads/tags.ts";
import { tagTexts } from "../../../i18n/he/tags.ts";
import { ConfirmDialog } from "../../../ui/confirm-dialog.tsx";
import { SelectField } from "../../../ui/select-field.tsx";
import { useTagDeletion } from "./use-tag-deletion.ts";

const t = tagTexts.merge;

type Props = { tag: Tag; tags: readonly Tag[]; into: Tag | null; count: number; onClose: () => void };

/** Two tags that mean the same become one. */
export function MergeDialog({ tag, tags, into, count, onClose }: Props) {
  const { begin, ...deletion } = useTagDeletion(tag, onClose);
  const [chosen, setChosen] = useState(into?.id ?? null);
  const [isMissing, setMissing] = useState(false);
  const others = tags.filter(({ id }) => id !== tag.id);
  const confirm = () => {
    const target = others.find(({ id }) => id === chosen);
    if (!target) return setMissing(true);
    begin(target.id, t.done(tag.name, target.name));
  };
  return (
    <ConfirmDialog
      title={t.title(tag.name)}
      isOpen
      onClose={onClose}
      confirm={t.submit}
      confirming={t.submitting}
      onConfirm={confirm}
      {...deletion}
    >
      <div className="flex flex-col gap-4">
        <p>{t.text(tag.name, count)}</p>
        <SelectField
          label={t.into}
          value={chosen}
          placeholder={t.choose}
          options={others.map(({ id, name }) => ({ value: id, text: name }))}
          onChange={(id) => {
            setChosen(id);
            setMissing(false);
          }}
          error={isMissing ? t.missing : undefined}
        />
      </div>
    </ConfirmDialog>
  );
}
