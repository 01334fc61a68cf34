/** What the log can be narrowed to: every action is of one kind. */
import type { AuditAction } from "./actions.ts";

export const AUDIT_KINDS = ["settings", "leads", "listings", "people", "accounts", "support", "business"] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

const KIND_OF: Record<AuditAction, AuditKind> = {
  "settings.changed": "settings",
  "policy.changed": "settings",
  "logo.changed": "settings",
  "lead.assigned": "leads",
  "lead.created": "leads",
  "lead.merged": "leads",
  "lead.unmerged": "leads",
  "lead.proposal_applied": "leads",
  "lead.proposal_dismissed": "leads",
  "call.called_back": "leads",
  "call.call_back_reopened": "leads",
  "listing.created": "listings",
  "listing.changed": "listings",
  "listing.state_changed": "listings",
  "listing.deleted": "listings",
  "listing.restored": "listings",
  "listing.photo_added": "listings",
  "listing.photo_removed": "listings",
  "listing.photos_ordered": "listings",
  "listing.photo_described": "listings",
  "listing.shared": "listings",
  "listing.share_revoked": "listings",
  "person.invited": "people",
  "invitation.renewed": "people",
  "invitation.withdrawn": "people",
  "person.joined": "people",
  "person.role_changed": "people",
  "person.removed": "people",
  "person.renamed": "accounts",
  "person.reset_link_made": "accounts",
  "password.changed": "accounts",
  "password.reset": "accounts",
  "session.ended": "accounts",
  "session.theft_suspected": "accounts",
  "impersonation.started": "support",
  "impersonation.ended": "support",
  "impersonation.refused": "support",
  "impersonation.action_refused": "support",
  "business.created": "business",
  "business.renamed": "business",
  "business.suspended": "business",
  "business.resumed": "business",
  "number.assigned": "business",
  "number.released": "business",
};

export const actionsOf = (kind: AuditKind): AuditAction[] =>
  (Object.keys(KIND_OF) as AuditAction[]).filter((action) => KIND_OF[action] === kind);
