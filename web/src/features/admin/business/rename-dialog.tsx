import { businessPatchSchema, type AdminBusiness } from "../../../../../core/admin/wire.ts";
import { he } from "../../../i18n/he.ts";
import { FormDialog } from "../../../ui/form-dialog.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { notify } from "../../../ui/toast.tsx";
import { useForm } from "../../../ui/use-form.ts";
import { useRenameBusiness } from "../admin-mutations.ts";

function nameProblem(name: string): string | undefined {
  if (businessPatchSchema.safeParse({ name }).success) return undefined;
  const { nameMissing, nameTooLong } = he.admin.newBusiness.invalid;
  return name.trim() === "" ? nameMissing : nameTooLong;
}

export function RenameDialog({ business, onClose }: { business: AdminBusiness; onClose: () => void }) {
  const texts = he.admin.business;
  const form = useForm({
    begin: { name: business.name },
    check: ({ name }) => ({ name: nameProblem(name) }),
    mutation: useRenameBusiness(business.id),
    onDone: () => {
      notify({ tone: "fine", title: texts.renamed });
      onClose();
    },
    otherwise: he.admin.newBusiness.invalid.other,
  });
  return (
    <FormDialog title={texts.rename} form={form} submit={texts.save} submitting={texts.saving} onClose={onClose}>
      <p>{texts.renameText}</p>
      <TextField
        label={he.admin.newBusiness.name}
        name="name"
        autoComplete="off"
        autoFocus
        value={form.values.name}
        onChange={(name) => form.change({ name })}
        error={form.problems.name}
      />
    </FormDialog>
  );
}
