import { useState } from "react";
import type { Tag } from "../../../../../core/leads/tags.ts";
import { tagTexts } from "../../../i18n/he/tags.ts";
import { ConfirmDialog } from "../../../ui/confirm-dialog.tsx";
import { SelectField } from "../../../ui/select-field.tsx";
import { notify } from "../../../ui/toast.tsx";
import { useBusiness } from "../../business/business-context.ts";
import { deletionRefusal } from "./deletion-refusal.ts";
import { useDeleteTag } from "./tag-queries.ts";

const t = tagTexts.merge;

type Props = { tag: Tag; tags: readonly Tag[]; into: Tag | null; count: number; onClose: () => void };

/** Two tags that mean the same become one. */
export function MergeDialog({ tag, tags, into, count, onClose }: Props) {
  const { businessId } = useBusiness();
  const remove = useDeleteTag(businessId, tag.id);
  const [chosen, setChosen] = useState(into?.id ?? null);
  const [isMissing, setMissing] = useState(false);
  const others = tags.filter(({ id }) => id !== tag.id);
  const confirm = () => {
    const target = others.find(({ id }) => id === chosen);
    if (!target) return setMissing(true);
    remove.mutate(
      { moveTo: target.id },
      {
        onSuccess: ({ isDone }) => {
          notify({ tone: "fine", title: t.done(tag.name, target.name), ...(!isDone && { text: tagTexts.later }) });
          onClose();
        },
      },
    );
  };
  return (
    <ConfirmDialog
      title={t.title(tag.name)}
      isOpen
      onClose={onClose}
      confirm={t.submit}
      confirming={t.submitting}
      onConfirm={confirm}
      isPending={remove.isPending}
      error={remove.error && deletionRefusal(remove.error)}
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
