import type { AdminBusiness } from "../../../../../core/admin/wire.ts";
import { spokenFallback } from "../../../../../core/assistant/prompts.ts";
import { he } from "../../../i18n/he.ts";
import { notify } from "../../../ui/toast.tsx";
import { useSuspendBusiness } from "../admin-mutations.ts";
import { BulletList } from "../bullet-list.tsx";
import { ReasonDialog } from "../reason-dialog.tsx";

export function SuspendDialog({ business, onClose }: { business: AdminBusiness; onClose: () => void }) {
  const texts = he.admin.suspension;
  return (
    <ReasonDialog
      title={texts.suspendTitle(business.name)}
      texts={texts}
      tone="danger"
      mutation={useSuspendBusiness(business.id)}
      onDone={() => {
        notify({ tone: "fine", title: texts.suspended });
        onClose();
      }}
      onClose={onClose}
    >
      <BulletList items={texts.consequences(spokenFallback.unavailable)} />
    </ReasonDialog>
  );
}
