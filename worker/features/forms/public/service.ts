/** What the public does with a form: sees it and sends it. */
import { countSubmission, findForm, findFormOwner } from "../queries.ts";
import { isProof, sendingOf, wordsOf } from "./proof.ts";
import { submissionCounters } from "./limits.ts";
import type { LeadForm } from "../../../../core/forms/form.ts";
import { readSubmission, type Problems, type Sent, type Submission } from "../../../../core/forms/submission.ts";
import { CONSENT_CHANNELS } from "../../../../core/leads/consent.ts";
import { scopeOfAddress, type BusinessScope } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";
import { admit, isRefused } from "../../auth/throttle/service.ts";
import { tellOfLead } from "../../leads/by.ts";
import { hasArrived } from "../../leads/intake/queries.ts";
import { assigneeOfLead } from "../../leads/queries.ts";
import { takeInPerson } from "../../leads/intake/service.ts";
import { listColleagues } from "../../people/queries.ts";

export type FormOwner = { name: string; phone: string | null };
export type OpenForm = { form: LeadForm; business: FormOwner; scope: BusinessScope };
/** It was closed or deleted; whose it was can be told to whoever still has the link. */
export type ClosedForm = { form: null; business: FormOwner };

/** Undefined: there never was one at this address, or its business is suspended. */
export async function openForm(deps: Deps, slug: string): Promise<OpenForm | ClosedForm | undefined> {
  const owner = await findFormOwner(deps.directory, slug);
  if (!owner) return undefined;
  const { businessId, tenantDb, businessName, formId, phone } = owner;
  // The directory has said whose address this is, as of a called number.
  const scope = scopeOfAddress(deps.tenants, { businessId, tenantDb });
  const form = await findForm(scope, formId);
  const business = { name: businessName, phone };
  if (!form || !form.isActive || form.slug !== slug) return { form: null, business };
  return { form, business, scope };
}

export type SendResult =
  | { sent: true }
  | { sent: false; problems: Problems; why: "fields" | "again" | "words" | "too_many" | "trap" };

/** `sent`: the fields of the page by their names. */
export async function sendForm(
  deps: Deps,
  { form, scope }: OpenForm,
  sent: Sent,
  address: string | null,
): Promise<SendResult> {
  const refused = (why: "again" | "words" | "too_many" | "trap"): SendResult => ({ sent: false, problems: {}, why });
  // A field that nobody sees. Whoever fills it in for a person (a browser may) is shown a way to call instead.
  if (sent["website"]) return refused("trap");
  if (sent["words"] !== wordsOf(form)) return refused("words");
  const { submission, problems } = readSubmission(sent, form.questions);
  if (!submission) return { sent: false, problems, why: "fields" };
  if (!isProof(deps.config.JWT_SECRET, form.slug, sent["opened"] ?? "", deps.now())) return refused("again");
  if (isRefused(await admit(deps, submissionCounters(deps.config.JWT_SECRET, form.id, address))))
    return refused("too_many");
  const arrivalId = sendingOf(form.id, sent["opened"] ?? "", submission);
  await takeIn(deps, scope, form, submission, arrivalId).catch(async (cause: unknown) => {
    // Sent by the same page before: it is here already, and whoever pressed twice is thanked once more.
    if (!(await hasArrived(scope, arrivalId))) throw cause;
  });
  return { sent: true };
}

/** Null where they have left the business since. */
async function assigneeOf(deps: Deps, { businessId }: BusinessScope, userId: string | null): Promise<string | null> {
  if (userId === null) return null;
  const known = await listColleagues(deps.directory, businessId, [userId]);
  return known.some((one) => one.userId === userId) ? userId : null;
}

async function takeIn(
  deps: Deps,
  scope: BusinessScope,
  form: LeadForm,
  submission: Submission,
  arrivalId: string,
): Promise<void> {
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
  const assignedTo = await assigneeOf(deps, scope, form.assignedTo);
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
      ...(assignedTo !== null && { assignedTo }),
      consents,
    },
    { now, newId: deps.newId, arrivalId },
    [countSubmission(scope, form.id, now)],
  );
  // Who was known before is somebody's already, whatever the form says of new ones.
  await tellOfLead({ deps, scope }, leadId, await assigneeOfLead(scope, leadId));
  deps.log.info("form_sent", { businessId: scope.businessId, formId: form.id, leadId });
}
