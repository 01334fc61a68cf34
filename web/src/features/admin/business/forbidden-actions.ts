/** What an admin may not do in another person's name, in words, out of the permission table. Pure. */
import { ALL_PERMISSIONS, may, type Permission } from "../../../../../core/auth/permissions.ts";
import { he } from "../../../i18n/he.ts";

/** Things the person may do and the admin in their name may not. */
export const forbiddenPermissions = (): Permission[] =>
  ALL_PERMISSIONS.filter((permission) => {
    const manager = { platformRole: null, role: "manager" } as const;
    return (
      may({ ...manager, impersonating: false }, permission) && !may({ ...manager, impersonating: true }, permission)
    );
  });

export const forbiddenActions = (): string[] => [
  ...forbiddenPermissions().map((permission) => he.audit.permissions[permission]),
  he.admin.enterAs.forbiddenPlatform,
];
