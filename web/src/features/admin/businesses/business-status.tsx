import type { AdminBusiness } from "../../../../../core/admin/wire.ts";
import { he } from "../../../i18n/he.ts";
import { Badge } from "../../../ui/badge.tsx";

/** Only what is out of the ordinary catches the eye. */
export const BusinessStatus = ({ status }: Pick<AdminBusiness, "status">) => (
  <Badge tone={status === "active" ? "plain" : "warn"}>{he.admin.status[status]}</Badge>
);
