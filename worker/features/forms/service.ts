/** Making, changing and closing a business's forms. */
import { deleteForm, findForm, freeAddress, insertForm, keepAddress, takeAddress, updateForm } from "./queries.ts";
import type { Actor } from "../../../core/audit/actions.ts";
import { CodedError, invalidFields } from "../../../core/contract/errors.ts";
import { FORMS_MAX, type FormFields, type FormPatch, type LeadForm } from "../../../core/forms/form.ts";
import type { BusinessScope } from "../../db/scope.ts";
import type { Deps } from "../../deps.ts";
import { auditInTenant } from "../audit/lines.ts";
import { listColleagues } from "../people/queries.ts";

/** Throws `validation_failed` when the assignee is nobody of this business. */
async function checkAssignee(deps: Deps, scope: BusinessScope, userId: string | null | undefined): Promise<void> {
  if (userId === null || userId === undefined) return;
  const known = await listColleagues(deps.directory, scope.businessId, [userId]);
  if (!known.some((one) => one.userId === userId))
    throw invalidFields({ field: "assignedTo", problem: "nobody of this business" });
}

/** Throws `validation_failed` where the address is taken, and `conflict` where there are too many forms. */
export async function makeForm(
  deps: Deps,
  actor: Actor,
  scope: BusinessScope,
  { slug, ...fields }: FormFields & { slug: string },
): Promise<LeadForm> {
  await checkAssignee(deps, scope, fields.assignedTo);
  const [id, createdAt] = [deps.newId(), deps.now()];
  // The address first: a form without one would be nowhere; an address without a form is shown to nobody.
  const { businessId } = scope;
  const taken = await takeAddress(deps.directory, { slug, businessId, formId: id, createdAt });
  if (taken === "taken") throw invalidFields({ field: "slug", problem: "taken" });
  const giveBack = () =>
    taken === "new"
      ? freeAddress(deps.directory, slug, id)
      : keepAddress(deps.directory, { businessId, slug, formId: id });
  const line = auditInTenant(deps, scope, actor, {
    action: "form.created",
    record: { type: "form", id, label: fields.name },
    data: { slug },
  });
  const isMade = await insertForm(scope, { ...fields, id, slug, createdAt }, FORMS_MAX, line).catch(
    async (cause: unknown) => {
      await giveBack();
      throw cause;
    },
  );
  if (!isMade) {
    await giveBack();
    throw new CodedError("conflict", `a business has ${FORMS_MAX} forms at most`);
  }
  return found(scope, id);
}

/** Throws `not_found`, and `conflict` when somebody else was faster. */
export async function changeForm(
  deps: Deps,
  actor: Actor,
  scope: BusinessScope,
  formId: string,
  changes: FormPatch,
): Promise<LeadForm> {
  const form = await found(scope, formId);
  await checkAssignee(deps, scope, changes.assignedTo);
  const { version: _, ...fields } = changes;
  const line = auditInTenant(deps, scope, actor, {
    action: "form.changed",
    record: { type: "form", id: formId, label: form.name },
    data: { fields: Object.keys(fields) },
  });
  if (!(await updateForm(scope, formId, changes, line)))
    throw new CodedError("conflict", "somebody else has changed this form meanwhile");
  return found(scope, formId);
}

/** Its leads stay, and so does the address: the business may have another form there, nobody else may. */
export async function removeForm(deps: Deps, actor: Actor, scope: BusinessScope, formId: string): Promise<void> {
  const form = await found(scope, formId);
  const line = auditInTenant(deps, scope, actor, {
    action: "form.deleted",
    record: { type: "form", id: formId, label: form.name },
    data: { slug: form.slug },
  });
  await deleteForm(scope, formId, line);
  await keepAddress(deps.directory, { businessId: scope.businessId, slug: form.slug, formId });
}

async function found(scope: BusinessScope, formId: string): Promise<LeadForm> {
  const form = await findForm(scope, formId);
  if (!form) throw new CodedError("not_found", "there is no such form");
  return form;
}
