import { TAG_NAME_MAX_CHARS, TAGS_MAX } from "../../../../../core/leads/bulk-limits.ts";
import { freeColor } from "../../../../../core/leads/status-rules.ts";
import { tagKey, type Tag, type TagFields } from "../../../../../core/leads/tags.ts";
import { hasCode } from "../../../api/api-error.ts";
import { tagTexts } from "../../../i18n/he/tags.ts";
import { Button } from "../../../ui/button.tsx";
import { FormDialog } from "../../../ui/form-dialog.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { notify } from "../../../ui/toast.tsx";
import { useForm } from "../../../ui/use-form.ts";
import { useBusiness } from "../../business/business-context.ts";
import { ColorChoice } from "../color-choice.tsx";
import { useSaveTag } from "./tag-queries.ts";

const t = tagTexts.form;

type Props = {
  /** Null: a new one. */ tag: Tag | null;
  tags: readonly Tag[];
  onClose: () => void;
  /** The name is another's: the two become one. */ onMerge?: (into: Tag) => void;
};

export function TagDialog({ tag, tags, onClose, onMerge }: Props) {
  const { businessId } = useBusiness();
  const mutation = useSaveTag(businessId, tag?.id ?? null);
  const others = tags.filter(({ id }) => id !== tag?.id);
  const namesake = (name: string) => others.find((other) => tagKey(other.name) === tagKey(name));
  const form = useForm<TagFields, Tag>({
    begin: tag ? { name: tag.name, color: tag.color } : { name: "", color: freeColor(tags) },
    check: ({ name }) => {
      if (name.trim() === "") return { name: t.noName };
      return namesake(name) ? { name: t.taken } : {};
    },
    mutation,
    otherwise: t.otherwise,
    refused: ({ details }) => (details[0]?.field === "name" ? { name: t.taken } : {}),
    onDone: ({ name }) => {
      notify({ tone: "fine", title: tag ? t.changed(name) : t.created(name) });
      onClose();
    },
  });
  const { values, problems, change } = form;
  const same = namesake(values.name);
  return (
    <FormDialog
      title={tag ? t.editTitle(tag.name) : t.newTitle}
      form={form}
      submit={t.save}
      submitting={t.saving}
      explain={(error) => (hasCode(error, "conflict") ? tagTexts.full(TAGS_MAX) : null)}
      onClose={onClose}
    >
      <div className="flex flex-col items-start gap-2">
        <div className="w-full">
          <TextField
            label={t.name}
            value={values.name}
            onChange={(name) => change({ name })}
            maxLength={TAG_NAME_MAX_CHARS}
            error={problems.name}
            autoFocus
          />
        </div>
        {problems.name !== undefined && same && onMerge && (
          <Button size="small" onPress={() => onMerge(same)}>
            {t.joinInstead(same.name)}
          </Button>
        )}
      </div>
      <ColorChoice label={t.color} value={values.color} onChange={(color) => change({ color })} />
    </FormDialog>
  );
}
