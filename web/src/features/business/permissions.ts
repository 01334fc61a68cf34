import type { Role } from "../../../../core/auth/wire.ts";

/** What a role may do here. The server has the last word; this only spares people a refusal. */
const ALLOWED = {
  changeSettings: ["manager"],
} satisfies Record<string, readonly Role[]>;

export const may = (role: Role, action: keyof typeof ALLOWED): boolean =>
  (ALLOWED[action] as readonly Role[]).includes(role);
