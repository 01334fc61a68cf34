/** What the public does with a form: sees it and sends it. */
import { countSubmission, findForm, findFormOwner } from "../queries.ts";
import { isProof } from "./proof.ts";
import { submissionCounters } from "./limits.ts";
import type { LeadForm } from "../../../../core/forms/form.ts";
import { readSubmission, type Problems, type Sent, type Submission } from "../../../../core/forms/submission.ts";
import { CONSENT_CHANNELS } from "../../../../core/leads/consent.ts";
import { scopeOfAddress, type BusinessScope } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";
import { admit, isRefused } from "../../auth/throttle/service.ts";
import { takeInPerson } from "../../leads/intake/service.ts";

export type OpenForm = {
  form: LeadForm;
  business: { name: string; phone: string | null };
  scope: BusinessScope;
};

/** Undefined: there is none at this address, it is closed, or its business is suspended. */
export async function openForm(deps: Deps, slug: string): Promise<OpenForm | undefined> {
  const owner = await findFormOwner(deps.directory, slug);
  if (!owner) return undefined;
  const { businessId, tenantDb, businessName, formId, phone } = owner;
  // The directory has said whose address this is, as of a called number.
  const scope = scopeOfAddress(deps.tenants, { businessId, tenantDb });
  const form = await findForm(scope, formId);
  if (!form || !form.isActive || form.slug !== slug) return undefined;
  return { form, business: { name: businessName, phone }, scope };
}

export type SendResult =
  | { sent: true }
  | { sent: false; problems: Problems; why: "fields" | "again" | "too_many" | "trap" };

/** `sent`: the fields of the page by their names. */
export async function sendForm(
  deps: Deps,
  { form, scope }: OpenForm,
  sent: Sent,
  address: string | null,
): Promise<SendResult> {
  const refused = (why: "again" | "too_many" | "trap"): SendResult => ({ sent: false, problems: {}, why });
  // A field that nobody sees. Whoever fills it in for a person (a browser may) is shown a way to call instead.
  if (sent["website"]) return refused("trap");
  const { submission, problems } = readSubmission(sent, form.questions);
  if (!submission) return { sent: false, problems, why: "fields" };
  if (!isProof(deps.config.JWT_SECRET, form.slug, sent["opened"] ?? "", deps.now())) return refused("again");
  if (isRefused(await admit(deps, submissionCounters(deps.config.JWT_SECRET, form.id, address))))
    return refused("too_many");
  await takeIn(deps, scope, form, submission);
  return { sent: true };
}

async function takeIn(deps: Deps, scope: BusinessScope, form: LeadForm, submission: Submission): Promise<void> {
  const { name, phone, email, message, demand, wantsOffers, campaign } = submission;
  const now = deps.now();
  const service = { channel: "phone", purpose: "service", isGiven: true, evidence: form.consentText } as const;
  const offers = form.marketingText;
  const consents = [
    service,
    ...(wantsOffers && offers !== null
      ? CONSENT_CHANNELS.map((channel) => ({ channel, purpose: "marketing" as const, isGiven: true, evidence: offers }))
      : []),
  ];
  const { leadId } = await takeInPerson(
    scope,
    {
      source: "form",
      detail: { form: { slug: form.slug, name: form.name }, ...(campaign !== null && { campaign }) },
      author: { by: "form" },
      actorName: null,
      name,
      phones: phone === null ? [] : [{ typed: phone }],
      emails: email === null ? [] : [email],
      ...(message !== null && { notes: message }),
      demand,
      ...(form.assignedTo !== null && { assignedTo: form.assignedTo }),
      consents,
    },
    { now, newId: deps.newId },
    [countSubmission(scope, form.id, now)],
  );
  // Dashboards show the newcomer at once. It is written, whether they hear of it or not.
  const event = { type: "lead.changed", leadId } as const;
  await deps
    .hub(scope.businessId)
    .publish([event], form.assignedTo)
    .catch((cause: unknown) => deps.log.error("form_not_told", { businessId: scope.businessId, cause }));
  deps.log.info("form_sent", { businessId: scope.businessId, formId: form.id, leadId });
}
