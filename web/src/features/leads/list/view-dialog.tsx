import { useMutation } from "@tanstack/react-query";
import type { LeadView } from "../../../../../core/leads/views.ts";
import { he } from "../../../i18n/he.ts";
import { CheckboxField } from "../../../ui/checkbox-field.tsx";
import { FormDialog } from "../../../ui/form-dialog.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { useForm } from "../../../ui/use-form.ts";
import { useMay } from "../../auth/use-may.ts";
import { useBusiness } from "../../business/business-context.ts";
import { useSaveView, type SavedView } from "./view-mutations.ts";

const t = he.leadBulk.views;
const NAME_MAX = 40;

type Props = {
  view: SavedView;
  onClose: () => void;
  onSaved: (view: LeadView) => void;
};

/** Name and sharing of a view; what it shows stands in the address already. */
export function ViewDialog({ view, onClose, onSaved }: Props) {
  const { businessId } = useBusiness();
  const mayShare = useMay()("leadSettings.change");
  const save = useSaveView(businessId);
  const mutation = useMutation({
    mutationFn: (fields: { name: string; isShared: boolean }) =>
      save.mutateAsync({ ...view, name: fields.name.trim(), isShared: fields.isShared }),
  });
  const form = useForm({
    begin: { name: view.name, isShared: view.isShared },
    check: ({ name }) => ({ name: name.trim() === "" ? t.nameMissing : undefined }),
    mutation,
    onDone: (saved) => {
      onSaved(saved);
      onClose();
    },
    otherwise: t.otherwise,
  });
  return (
    <FormDialog
      title={view.id === null ? t.saveTitle : t.editTitle}
      form={form}
      submit={t.submit}
      submitting={t.submitting}
      onClose={onClose}
    >
      <TextField
        label={t.name}
        value={form.values.name}
        onChange={(name) => form.change({ name })}
        error={form.problems.name}
        maxLength={NAME_MAX}
        autoFocus
      />
      {mayShare && (
        <CheckboxField
          label={t.share}
          help={t.shareHelp}
          isSelected={form.values.isShared}
          onChange={(isShared) => form.change({ isShared })}
        />
      )}
    </FormDialog>
  );
}
