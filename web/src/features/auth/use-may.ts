/** What this person may do here, by the table the server asks too; the server has the last word. */
import { use } from "react";
import { may, type Permission } from "../../../../core/auth/permissions.ts";
import { BusinessContext } from "../business/business-context.ts";
import { useSession } from "./session-context.ts";

export function useMay(): (permission: Permission) => boolean {
  const { user, impersonation } = useSession();
  const role = use(BusinessContext)?.role ?? null;
  return (permission) =>
    may({ platformRole: user.platformRole, role, impersonating: impersonation !== null }, permission);
}
