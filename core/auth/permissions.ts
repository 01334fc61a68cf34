/**
 * Who may do what: the one table. The server asks it for every route (`describe` in worker/openapi.ts), the screens for
 * every link and button. What is not in it nobody may do.
 */

/** Within one business: a manager runs it, `business` is an agent of it. */
export const ROLES = ["manager", "business"] as const;
export type Role = (typeof ROLES)[number];

/** Of the platform itself. */
export const PLATFORM_ROLES = ["admin"] as const;
export type PlatformRole = (typeof PLATFORM_ROLES)[number];

/**
 * `self`: of one's own account. `business`: inside a business, by the role one has there. `platform`: across businesses.
 * `whileImpersonating`: whether an admin who acts as another person may do it too. Passwords, people, billing and
 * signatures never: what they change would outlive the hour, or bind somebody who was not there.
 */
type Rule =
  | { of: "self"; whileImpersonating: boolean }
  | { of: "business"; roles: readonly Role[]; whileImpersonating: boolean }
  | { of: "platform"; roles: readonly PlatformRole[]; whileImpersonating: false };

const inBusiness = (roles: readonly Role[], { whileImpersonating = true } = {}) =>
  ({ of: "business", roles, whileImpersonating }) as const;
const EVERYBODY = ROLES;
const MANAGERS = ["manager"] as const;
const ADMINS = { of: "platform", roles: ["admin"], whileImpersonating: false } as const;

export const PERMISSIONS = {
  "self.read": { of: "self", whileImpersonating: true },
  /** Name, joining a business. */
  "self.change": { of: "self", whileImpersonating: false },
  /** Password, and the end of sessions: whatever else somebody has done that day, this must stay possible. */
  "self.secure": { of: "self", whileImpersonating: false },

  "calls.read": inBusiness(EVERYBODY),
  /** To say that a caller who waits for it has been rung back. */
  "calls.callBack": inBusiness(EVERYBODY),
  /** What calls cost. */
  "costs.read": inBusiness(MANAGERS),
  "leads.read": inBusiness(EVERYBODY),
  "leads.create": inBusiness(EVERYBODY),
  /** Whose lead it is. */
  "leads.assign": inBusiness(MANAGERS),
  /** What is known of a lead: deciding about what was said of it. */
  "leads.change": inBusiness(EVERYBODY),
  /** Of leads that one may see: what is known of them, notes, status, tags. In the lead's own timeline, not in the log. */
  "leads.edit": inBusiness(EVERYBODY),
  /** Everybody of the office sees its listings; of their owners only those whose leads they may see. */
  "listings.read": inBusiness(EVERYBODY),
  "listings.change": inBusiness(EVERYBODY),
  /** Saying of a proposed match that it is of no use, or was sent: noted with the match, not in the log. */
  "matches.decide": inBusiness(EVERYBODY),
  /** Two become one, or two again; of leads that one may see both of. */
  "leads.merge": inBusiness(EVERYBODY),
  /** Statuses, tags, views and forms that all of the business share. */
  "leadSettings.change": inBusiness(MANAGERS),
  "forms.read": inBusiness(MANAGERS),
  /** Files of people that were read in: what they hold, how far they have come. */
  "imports.read": inBusiness(MANAGERS),
  "leads.import": inBusiness(MANAGERS),
  /** Taking a list out as a file. */
  "leads.export": inBusiness(MANAGERS),
  /** Into the bin, and out of it. */
  "leads.delete": inBusiness(EVERYBODY),
  /** One action on many leads; whose they are is `leads.assign` besides. */
  "leads.bulk": inBusiness(EVERYBODY),
  "live.watch": inBusiness(EVERYBODY),
  "assistant.warmUp": inBusiness(EVERYBODY),
  "assistant.read": inBusiness(MANAGERS),
  "assistant.change": inBusiness(MANAGERS),
  /** What agents see, and whether the platform's people may come in. */
  "policy.read": inBusiness(MANAGERS),
  "policy.change": inBusiness(MANAGERS, { whileImpersonating: false }),
  "logo.read": inBusiness(EVERYBODY),
  "logo.change": inBusiness(MANAGERS),
  "people.read": inBusiness(MANAGERS),
  "people.change": inBusiness(MANAGERS, { whileImpersonating: false }),
  "audit.read": inBusiness(MANAGERS),

  "businesses.read": ADMINS,
  "businesses.change": ADMINS,
  "numbers.read": ADMINS,
  "numbers.change": ADMINS,
  "platformAudit.read": ADMINS,
  "accounts.help": ADMINS,
  impersonate: ADMINS,
} as const satisfies Record<string, Rule>;

export type Permission = keyof typeof PERMISSIONS;
export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as Permission[];

/** Who asks. `role`: theirs in the business at hand, null outside of one. */
export type Asker = { platformRole: PlatformRole | null; role: Role | null; impersonating: boolean };

/** What is done with these stays in the audit log for ever, one line or more each time. */
const ON_RECORD: ReadonlySet<Permission> = new Set([
  "self.change",
  "calls.callBack",
  "leads.create",
  "leads.assign",
  "leads.change",
  "listings.change",
  "leads.merge",
  "leadSettings.change",
  "leads.import",
  "leads.export",
  "leads.delete",
  "leads.bulk",
  "assistant.change",
  "policy.change",
  "logo.change",
  "people.change",
  "businesses.change",
  "numbers.change",
  "accounts.help",
  "impersonate",
]);
export const isOnRecord = (permission: Permission): boolean => ON_RECORD.has(permission);

export const ruleOf = (permission: Permission): Rule => PERMISSIONS[permission];

export function may(asker: Asker, permission: Permission): boolean {
  const rule = ruleOf(permission);
  if (asker.impersonating && !rule.whileImpersonating) return false;
  switch (rule.of) {
    case "self":
      return true;
    case "business":
      return asker.role !== null && rule.roles.includes(asker.role);
    case "platform":
      return asker.platformRole !== null && rule.roles.includes(asker.platformRole);
  }
}

/** What an agent sees of leads, calls and meetings: everybody's, or their own. Managers see everything. */
export const AGENTS_SEE = ["all", "own"] as const;
export type AgentsSee = (typeof AGENTS_SEE)[number];

export const seesOnlyOwn = (role: Role, agentsSee: AgentsSee): boolean => role === "business" && agentsSee === "own";
