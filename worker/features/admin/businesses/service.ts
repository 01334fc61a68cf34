/** Founding, renaming, suspending businesses. */
import type { z } from "zod";
import {
  findBusiness,
  insertBusiness,
  insertSettings,
  listAdminsIn,
  removeSettings,
  renameBusiness,
  setStatus,
} from "./queries.ts";
import type { AdminBusiness, AdminBusinessDetail, businessBodySchema } from "../../../../core/admin/wire.ts";
import type { Actor, AuditEntry } from "../../../../core/audit/actions.ts";
import { defaultSettings } from "../../../../core/business/defaults.ts";
import { CodedError } from "../../../../core/contract/errors.ts";
import { PAGE_LIMIT_MAX } from "../../../../core/contract/paging.ts";
import { breaksUnique } from "../../../db/constraint.ts";
import { scopeOfFounding } from "../../../db/scope.ts";
import type { SendPermit } from "../../../adapters/mail.ts";
import type { Deps } from "../../../deps.ts";
import { auditInDirectory } from "../../audit/lines.ts";
import { sending } from "../../auth/sending/service.ts";
import { listNumbers } from "../../channels/numbers/queries.ts";
import { listInvitations } from "../../people/invitations/queries.ts";
import { prepareInvitation, renewOfFirstManager } from "../../people/invitations/service.ts";
import { listPeople } from "../../people/queries.ts";
import { isPlatformAdmin } from "../../people/rights.ts";
import { assertReady } from "../tenant-databases/service.ts";

type NewBusiness = z.output<typeof businessBodySchema>;

const noSuchBusiness = () => new CodedError("not_found", "there is no such business");

export async function businessOf(deps: Deps, businessId: string): Promise<AdminBusiness> {
  const business = await findBusiness(deps.directory, businessId);
  if (!business) throw noSuchBusiness();
  return business;
}

export async function detailOf(deps: Deps, businessId: string): Promise<AdminBusinessDetail> {
  const { directory } = deps;
  const [business, people, admins, invitations, numbers] = await Promise.all([
    businessOf(deps, businessId),
    listPeople(directory, businessId, deps.now()),
    listAdminsIn(directory, businessId),
    listInvitations(directory, businessId),
    listNumbers(directory, { businessId, limit: PAGE_LIMIT_MAX }),
  ]);
  return {
    business,
    // Support helps people of several businesses too, which a manager may not.
    people: people.map((person) => ({ ...person, resetAllowed: !admins.has(person.userId) })),
    invitations,
    numbers: numbers.items,
  };
}

/**
 * A business with its first settings and its first manager's invitation. The settings come first: a business that
 * stands in the directory can always answer its phone.
 */
export async function createBusiness(deps: Deps, actor: Actor, founding: NewBusiness) {
  await assertReady(deps, founding.tenantDb);
  return sending(deps, { to: founding.manager.email, by: actor.userId, share: "support" }, (permit) =>
    found(deps, actor, founding, permit),
  );
}

async function found(deps: Deps, actor: Actor, { name, slug, tenantDb, manager }: NewBusiness, permit: SendPermit) {
  const now = deps.now();
  const id = deps.newId();
  const scope = scopeOfFounding(deps.tenants, { businessId: id, tenantDb });
  const place = { businessId: id, businessName: name };
  const right = isPlatformAdmin(actor.userId);
  const invitation = prepareInvitation(deps, actor, { ...place, ...manager, role: "manager" }, right);
  await insertSettings(scope, defaultSettings(name), now);
  const row = { id, slug, name, status: "active" as const, tenantDb, createdAt: now };
  const founded = { action: "business.created", record: recordOf(row), data: { slug, tenantDb } } as const;
  try {
    await insertBusiness(deps.directory, row, [auditInDirectory(deps, actor, id, founded), ...invitation.statements]);
  } catch (error) {
    // Of any other failure nobody knows whether it came after the writing; settings of nobody harm nobody.
    if (!breaksUnique(error, "businesses.slug")) throw error;
    await removeSettings(scope);
    throw new CodedError("conflict", "another business has this slug", {
      details: [{ field: "slug", problem: "taken" }],
    });
  }
  const sent = await invitation.send(permit);
  return { business: await businessOf(deps, id), invitation: invitation.invitation, sent };
}

/** Throws `not_found`, and `conflict` when a manager is there already. */
export async function firstManagerLink(
  deps: Deps,
  actor: Actor,
  businessId: string,
  invitationId: string,
  email: string,
) {
  const { name } = await businessOf(deps, businessId);
  return renewOfFirstManager(deps, actor, { businessId, businessName: name }, invitationId, email);
}

const recordOf = ({ id, name }: { id: string; name: string }): AuditEntry["record"] => ({
  type: "business",
  id,
  label: name,
});

export async function rename(deps: Deps, actor: Actor, businessId: string, name: string): Promise<AdminBusiness> {
  const before = await businessOf(deps, businessId);
  if (before.name === name) return before;
  const change = { from: before.name, to: name };
  const line = auditInDirectory(deps, actor, businessId, {
    action: "business.renamed",
    record: recordOf({ id: businessId, name }),
    data: change,
  });
  if (!(await renameBusiness(deps.directory, businessId, change, line)))
    throw new CodedError("conflict", "somebody else has renamed it in the meantime");
  return { ...before, name };
}

/**
 * From now on its calls hear that nobody is there, and its people read without changing anything. Calls that are
 * running may finish. The hub forgets what it holds ready, and the dashboards come back to see what has become of them.
 */
export const suspend = (deps: Deps, actor: Actor, businessId: string, reason: string) =>
  changeStatus(deps, actor, businessId, "suspended", { action: "business.suspended", data: { reason } });

export const resume = (deps: Deps, actor: Actor, businessId: string) =>
  changeStatus(deps, actor, businessId, "active", { action: "business.resumed", data: {} });

async function changeStatus(
  deps: Deps,
  actor: Actor,
  businessId: string,
  status: AdminBusiness["status"],
  told: Pick<AuditEntry, "action" | "data">,
): Promise<AdminBusiness> {
  const business = await businessOf(deps, businessId);
  const line = auditInDirectory(deps, actor, businessId, { ...told, record: recordOf(business) });
  const changed = await setStatus(deps.directory, businessId, status, line);
  // Also when it is so already: whoever made it so may have been cut off before this.
  await tellHub(deps, business);
  if (!changed) throw new CodedError("conflict", `the business is ${status} already`);
  return { ...business, status };
}

/** Calls are turned away by the directory's word; a hub that does not answer undoes nothing. */
async function tellHub(deps: Deps, { id: businessId, tenantDb }: AdminBusiness): Promise<void> {
  const hub = deps.hub(businessId);
  try {
    await hub.settingsChanged({ businessId, tenantDb });
    await hub.dropSockets({});
  } catch (cause) {
    deps.log.error("hub_not_told", { businessId, cause });
  }
}
