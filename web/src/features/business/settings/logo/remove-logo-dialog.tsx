import { he } from "../../../../i18n/he.ts";
import { ConfirmDialog } from "../../../../ui/confirm-dialog.tsx";
import { useRemoveLogo } from "./logo-queries.ts";

const t = he.logo;

type Props = { businessId: string; isOpen: boolean; onClose: () => void; onRemoved: () => void };

export function RemoveLogoDialog({ businessId, isOpen, onClose, onRemoved }: Props) {
  const remove = useRemoveLogo(businessId);
  const close = () => {
    remove.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      title={t.removeTitle}
      isOpen={isOpen}
      onClose={close}
      confirm={t.remove}
      confirming={t.removing}
      tone="danger"
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate(undefined, { onSuccess: onRemoved })}
    >
      {t.removeText}
    </ConfirmDialog>
  );
}
