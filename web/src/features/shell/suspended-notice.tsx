import { PauseCircle } from "lucide-react";
import type { Membership } from "../../../../core/auth/wire.ts";
import { he } from "../../i18n/he.ts";
import { Notice } from "../../ui/notice.tsx";

/** Above every page of a business that has been suspended. */
export const SuspendedNotice = ({ business }: { business: Membership }) => (
  <div className="mb-6">
    <Notice tone="warn" icon={<PauseCircle aria-hidden />} title={he.shell.suspendedTitle(business.name)}>
      {he.shell.suspendedText}
    </Notice>
  </div>
);
