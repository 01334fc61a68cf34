/** Tags: everybody who may change a lead makes them and puts them on; managers rename them and take them away. */
import { changeTagsOf, findTag, insertTag, updateTag } from "./queries.ts";
import { CodedError, invalidFields } from "../../../../core/contract/errors.ts";
import { TAGS_MAX } from "../../../../core/leads/bulk-limits.ts";
import { tagKey, type Tag, type TagChange, type TagFields } from "../../../../core/leads/tags.ts";
import { auditInTenant } from "../../audit/lines.ts";
import { tellAll, tellOfLead, type By } from "../by.ts";

export const SETTINGS_CHANGED = { type: "lead_settings.changed" } as const;

/** One that has this name already is answered with as it is. Throws `conflict` when there are as many as there may be. */
export async function createTag(by: Omit<By, "actor">, { name, color }: TagFields): Promise<Tag> {
  const { deps, scope } = by;
  const tag = await insertTag(scope, { id: deps.newId(), name, color, nameKey: tagKey(name), createdAt: deps.now() });
  if (!tag) throw new CodedError("conflict", `there are ${TAGS_MAX} tags already`);
  await tellAll(by, SETTINGS_CHANGED);
  return tag;
}

/** Throws `not_found`, and `validation_failed` naming `name` when another has it. */
export async function changeTag(by: By, tagId: string, fields: TagFields): Promise<Tag> {
  const { deps, actor, scope } = by;
  const before = await findTag(scope, tagId);
  if (!before) throw noSuchTag();
  const tag = { id: tagId, ...fields };
  const line = auditInTenant(deps, scope, actor, {
    action: "lead_tag.changed",
    record: { type: "lead_tag", id: tagId, label: fields.name },
    data: { from: before.name },
  });
  if (!(await updateTag(scope, { ...tag, nameKey: tagKey(fields.name) }, line))) {
    if (!(await findTag(scope, tagId))) throw noSuchTag();
    throw invalidFields({ field: "name", problem: "another tag has this name" });
  }
  await tellAll(by, SETTINGS_CHANGED);
  return tag;
}

/** Throws `not_found`. Answers with all tags that the lead has now. */
export async function changeLeadTags(by: By, leadId: string, change: TagChange): Promise<{ tags: string[] }> {
  const { deps, actor, scope } = by;
  const event = { id: deps.newId(), actorId: actor.userId, actorName: actor.name };
  const changed = await changeTagsOf(scope, leadId, change, { now: deps.now(), event });
  if (!changed) throw new CodedError("not_found", "there is no such lead");
  await tellOfLead(by, leadId, changed.assignedTo);
  return { tags: changed.tags };
}

export const noSuchTag = () => new CodedError("not_found", "there is no such tag");
