import { businessPatchSchema, type AdminBusiness } from "../../../../../core/admin/wire.ts";
import { he } from "../../../i18n/he.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog, DialogActions } from "../../../ui/dialog.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { notify } from "../../../ui/toast.tsx";
import { useForm } from "../../../ui/use-form.ts";
import { FormError } from "../../auth/form-error.tsx";
import { useRenameBusiness } from "../admin-mutations.ts";

function nameProblem(name: string): string | undefined {
  if (businessPatchSchema.safeParse({ name }).success) return undefined;
  const { nameMissing, nameTooLong } = he.admin.newBusiness.invalid;
  return name.trim() === "" ? nameMissing : nameTooLong;
}

export function RenameDialog({ business, onClose }: { business: AdminBusiness; onClose: () => void }) {
  const texts = he.admin.business;
  const { values, problems, change, formProps, isSending, error, sentAt } = useForm({
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
    <Dialog title={texts.rename} isOpen isBusy={isSending} onClose={onClose}>
      <form {...formProps} className="flex flex-col gap-4">
        <p>{texts.renameText}</p>
        <TextField
          label={he.admin.newBusiness.name}
          name="name"
          autoComplete="off"
          autoFocus
          value={values.name}
          onChange={(name) => change({ name })}
          error={problems.name}
        />
        <FormError error={error} sentAt={sentAt} />
        <DialogActions>
          <Button type="submit" variant="primary" isPending={isSending}>
            {isSending ? texts.saving : texts.save}
          </Button>
          <Button onPress={onClose} isDisabled={isSending}>
            {he.common.cancel}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
