/** What is worth remembering who did. A line for each in the Hebrew catalogue (web/src/i18n/he/audit.ts). */
export const AUDIT_ACTIONS = [
  "settings.changed",
  "policy.changed",
  "logo.changed",
  "lead.assigned",
  "lead.created",
  "lead.merged",
  "lead.unmerged",
  "leads.import_started",
  "leads.import_cancelled",
  "leads.import_resumed",
  "leads.import_undone",
  "records.exported",
  "call.called_back",
  "call.call_back_reopened",
  "lead.proposal_applied",
  "lead.proposal_dismissed",
  "lead.proposal_reopened",
  "form.created",
  "form.changed",
  "form.deleted",
  "lead.deleted",
  "lead.restored",
  "leads.bulk_changed",
  "leads.bulk_undone",
  "lead_tag.changed",
  "lead_tag.deleted",
  "lead_view.changed",
  "lead_view.deleted",
  "lead_status.created",
  "lead_status.changed",
  "lead_status.ordered",
  "lead_status.deleted",
  "listing.created",
  "listing.changed",
  "listing.state_changed",
  "listing.deleted",
  "listing.restored",
  "listing.photo_added",
  "listing.photo_removed",
  "listing.photos_ordered",
  "listing.photo_described",
  "listing.shared",
  "listing.share_revoked",
  "person.invited",
  "invitation.renewed",
  "invitation.withdrawn",
  "person.joined",
  "person.renamed",
  "person.role_changed",
  "person.removed",
  "person.reset_link_made",
  "password.changed",
  "password.reset",
  "session.ended",
  "session.theft_suspected",
  "business.created",
  "business.renamed",
  "business.suspended",
  "business.resumed",
  "number.assigned",
  "number.released",
  "impersonation.started",
  "impersonation.ended",
  "impersonation.refused",
  /** An action that is forbidden while acting as somebody else was tried. */
  "impersonation.action_refused",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export const AUDIT_RECORDS = [
  "business",
  "settings",
  "lead",
  "form",
  "leads",
  "lead_tag",
  "lead_view",
  "lead_status",
  "call",
  "listing",
  "person",
  "invitation",
  "session",
  "number",
  "import",
  "export",
] as const;
export type AuditRecord = (typeof AUDIT_RECORDS)[number];

/** Where a request comes from. `address`: null where no platform tells it. */
export type Client = { address: string | null; userAgent: string | null };

/** Who acts: as whom, really who, and from where. */
export type Actor = Client & {
  userId: string;
  name: string;
  impersonator: { userId: string; name: string } | null;
};

export type AuditEntry = {
  action: AuditAction;
  record: { type: AuditRecord; id: string; label: string | null };
  /**
   * What changed, in a form to read: never a secret, never a whole prompt. A changed value stands as `{from, to}`.
   * - `settings.changed`, `policy.changed`: `{changes}`, as core/audit/changes.ts makes them.
   * - `logo.changed`: `{type, width, height, bytes}`, or `{removed: true}`.
   * - `lead.assigned`: `{from, to}`, each `{userId, name}` or null. When a colleague left, the record is that person
   *   and `leads` says how many became nobody's; of somebody with thousands there are several such lines.
   * - `lead.created`: `{callId}`, from which call. `call.called_back`, `call.call_back_reopened`: `{}`; the label is the
   *   caller's name or number.
   * - `lead.merged`: `{merged: {id, name}}`, the lead that became part of this one. `lead.unmerged`: `{mergeId}`.
   * - `lead.proposal_applied`, `lead.proposal_dismissed`, `lead.proposal_reopened`: `{callId}`.
   * - `form.created`, `form.deleted`: `{slug}`. `form.changed`: `{fields}`, the names of what was changed.
   * - `leads.import_started`: `{policy, rows}`, the label is the file's name; so it is of the others. `import_cancelled`,
   *   `import_resumed`: `{}`. `import_undone`: `{made, changed}`, of how many leads.
   * - `records.exported`: `{kind, filter, rows}`.
   * - `lead.deleted`, into the bin, `lead.restored`: `{}`.
   * - `leads.bulk_changed`: `{kind, to?, added?, removed?, leads}`, names and how many were changed; `stopped` where it
   *   was, by a person or because nobody went on with it. `leads.bulk_undone`: `{kind, leads}`.
   * - `lead_tag.changed`: `{from}`, the name before. `lead_tag.deleted`: `{movedTo?}`, the name of the tag that
   *   its leads got instead. `lead_view.*`, of shared views: `{}`.
   * - `lead_status.created`: `{}`. `lead_status.changed`: `{changes}`. `lead_status.ordered`: `{}`; the label is the names
   *   in their new order. `lead_status.deleted`: `{movedTo}`, the name of the one that took its leads.
   * - `listing.*`: the label is the address. `listing.changed`: `{changes}`. `listing.state_changed`: `{from, to}`.
   *   `listing.photo_added`: `{width, height, bytes}`. `listing.shared`: `{withAddress}`. The others: `{}`.
   * - `person.invited`, `invitation.renewed`, `invitation.withdrawn`: `{email, role}`; the label is the address.
   * - `person.role_changed`: `{from, to}`, roles. `person.removed`: `{email, role}`.
   * - `person.renamed`: `{from}`; the label is the new name. `person.reset_link_made`: `{email}`, by support with `reason`.
   * - `business.created`: `{slug, tenantDb}`. `business.renamed`: `{from, to}`. `business.suspended`: `{reason}`.
   * - `number.assigned`, `number.released`: `{channel, businessName}`; the label is the number.
   * - `session.ended`: `{everywhere}`, or `{others: true}` where all but the one that asked ended.
   * - `impersonation.started`: `{reason, expiresAt}`. `impersonation.refused`: `{why, reason}`, where `why` is one of
   *   `is_admin`, `not_a_member`, `no_such_business`, `switched_off`, `session_over`, or `nested`, which has no reason.
   * - `impersonation.action_refused`: `{permission}`. `impersonation.ended`: `{why}`, why the session ended; `expired`
   *   when its hour was over.
   * - `impersonation.ended` by a manager who switched it off: `{impersonator, why: "switched_off"}`.
   */
  data: Record<string, unknown>;
};
