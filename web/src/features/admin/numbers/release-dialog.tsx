import type { ChannelNumber } from "../../../../../core/admin/wire.ts";
import { formatPhone } from "../../../format/phone.ts";
import { he } from "../../../i18n/he.ts";
import { ConfirmDialog } from "../../../ui/confirm-dialog.tsx";
import { notify } from "../../../ui/toast.tsx";
import { useReleaseNumber } from "../admin-mutations.ts";

type Props = { number: ChannelNumber; onClose: () => void };

/** Stands beside the list, not in the number's row: the row is gone when the number is, and its dialog with it. */
export function ReleaseDialog({ number: { channel, address, businessName }, onClose }: Props) {
  const texts = he.admin.numbers;
  const { mutate, isPending, error } = useReleaseNumber();
  const phone = formatPhone(address);
  const release = () =>
    mutate(
      { channel, address },
      {
        onSuccess: () => {
          notify({ tone: "fine", title: texts.released(phone) });
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      title={texts.releaseTitle(phone)}
      isOpen
      onClose={onClose}
      tone="danger"
      confirm={texts.releaseConfirm}
      confirming={texts.releasing}
      onConfirm={release}
      isPending={isPending}
      error={error}
    >
      <p>{texts.releaseText(businessName)}</p>
    </ConfirmDialog>
  );
}
