import type { AdminBusiness } from "../../../../../core/admin/wire.ts";
import { he } from "../../../i18n/he.ts";
import { ConfirmDialog } from "../../../ui/confirm-dialog.tsx";
import { notify } from "../../../ui/toast.tsx";
import { useResumeBusiness } from "../admin-mutations.ts";

export function ResumeDialog({ business, onClose }: { business: AdminBusiness; onClose: () => void }) {
  const texts = he.admin.suspension;
  const { mutate, isPending, error } = useResumeBusiness(business.id);
  const resume = () =>
    mutate(undefined, {
      onSuccess: () => {
        notify({ tone: "fine", title: texts.resumed });
        onClose();
      },
    });
  return (
    <ConfirmDialog
      title={texts.resumeTitle(business.name)}
      isOpen
      onClose={onClose}
      confirm={texts.resumeConfirm}
      confirming={texts.resuming}
      onConfirm={resume}
      isPending={isPending}
      error={error}
    >
      <p>{texts.resumeText}</p>
    </ConfirmDialog>
  );
}
