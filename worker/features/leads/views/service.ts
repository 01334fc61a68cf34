/** Everybody saves views for themselves; sharing them, and changing what is shared, is for those who may (`mayShare`). */
import { deleteView, findView, insertView, updateView, type StoredView } from "./queries.ts";
import { CodedError } from "../../../../core/contract/errors.ts";
import { VIEWS_MAX } from "../../../../core/leads/bulk-limits.ts";
import type { LeadView, ViewFields } from "../../../../core/leads/views.ts";
import { auditInTenant } from "../../audit/lines.ts";
import { tellAll, type By } from "../by.ts";

type Sharer = By & { mayShare: boolean };

/** Throws `forbidden` for a shared one, `conflict` when there are as many as there may be. */
export async function createView(by: Sharer, fields: ViewFields): Promise<LeadView> {
  const { deps, actor, scope } = by;
  if (fields.isShared) mustShare(by);
  const view = { ...fields, id: deps.newId() };
  const stored = { ...view, ownerId: actor.userId, createdAt: deps.now() };
  if (!(await insertView(scope, stored, fields.isShared ? lineOf(by, "changed", view) : null)))
    throw new CodedError("conflict", `there are ${VIEWS_MAX} views already`);
  await tellIf(by, fields.isShared);
  return { ...view, isOwn: true };
}

/** Throws `not_found`, `forbidden`, and `conflict` where it was shared, or not any more, in this very moment. */
export async function changeView(by: Sharer, viewId: string, fields: ViewFields): Promise<LeadView> {
  const { deps, actor, scope } = by;
  const before = await theirs(by, viewId);
  const isPublic = before.isShared || fields.isShared;
  if (isPublic) mustShare(by);
  const view = { ...fields, id: viewId };
  const line = isPublic ? lineOf(by, "changed", view) : null;
  if (!(await updateView(scope, view, { wasShared: before.isShared, now: deps.now() }, line))) throw changedMeanwhile();
  await tellIf(by, isPublic);
  return { ...view, isOwn: before.ownerId === actor.userId };
}

/** Throws as `changeView`. */
export async function removeView(by: Sharer, viewId: string): Promise<void> {
  const before = await theirs(by, viewId);
  if (before.isShared) mustShare(by);
  const line = before.isShared ? lineOf(by, "deleted", before) : null;
  if (!(await deleteView(by.scope, viewId, before.isShared, line))) throw changedMeanwhile();
  await tellIf(by, before.isShared);
}

async function theirs({ scope, actor }: By, viewId: string): Promise<StoredView> {
  const view = await findView(scope, actor.userId, viewId);
  if (!view) throw new CodedError("not_found", "there is no such view");
  return view;
}

function mustShare({ mayShare }: Sharer): void {
  if (!mayShare) throw new CodedError("forbidden", "shared views are a manager's");
}

const lineOf = ({ deps, scope, actor }: By, what: "changed" | "deleted", { id, name }: { id: string; name: string }) =>
  auditInTenant(deps, scope, actor, {
    action: `lead_view.${what}`,
    record: { type: "lead_view", id, label: name },
    data: {},
  });

const tellIf = async (by: By, isPublic: boolean) => isPublic && (await tellAll(by, { type: "lead_settings.changed" }));

const changedMeanwhile = () => new CodedError("conflict", "it was changed meanwhile");
