/** Giving numbers to businesses and taking them back. */
import type { z } from "zod";
import { deleteNumber, findNumber, findNumberOwner, insertNumber } from "./queries.ts";
import type { ChannelNumber, numberBodySchema } from "../../../../core/admin/wire.ts";
import type { Actor, AuditAction } from "../../../../core/audit/actions.ts";
import { CodedError, invalidFields } from "../../../../core/contract/errors.ts";
import { normalisePhone } from "../../../adapters/phone.ts";
import type { Deps } from "../../../deps.ts";
import { findBusiness } from "../../admin/businesses/queries.ts";
import { auditInDirectory } from "../../audit/lines.ts";

const invalid = (field: keyof z.output<typeof numberBodySchema>, problem: string) => invalidFields({ field, problem });

type AssignedNumber = Omit<ChannelNumber, "createdAt">;

const lineOf = (
  deps: Deps,
  actor: Actor,
  action: AuditAction,
  { channel, address, businessId, businessName }: AssignedNumber,
) =>
  auditInDirectory(deps, actor, businessId, {
    action,
    record: { type: "number", id: address, label: address },
    data: { channel, businessName },
  });

export async function assignNumber(
  deps: Deps,
  actor: Actor,
  { channel, address: typed, businessId }: z.output<typeof numberBodySchema>,
): Promise<ChannelNumber> {
  const address = normalisePhone(typed).e164;
  if (address === null) throw invalid("address", "not a phone number");
  const business = await findBusiness(deps.directory, businessId);
  if (!business) throw invalid("businessId", "there is no such business");
  const createdAt = deps.now();
  const number = { channel, address, businessId, businessName: business.name, createdAt };
  const line = lineOf(deps, actor, "number.assigned", number);
  const row = { channel, address, businessId, createdAt };
  if (await insertNumber(deps.directory, row, line)) return number;
  // Theirs already: the answer to this was lost, or a colleague was faster with the same.
  const known = await findNumber(deps.directory, { channel, address });
  if (known?.businessId === businessId) return known;
  const owner = await findNumberOwner(deps.directory, address);
  throw new CodedError("conflict", `the number belongs to ${owner ?? "another business"}`, {
    details: [{ field: "address", problem: owner ?? "taken" }],
  });
}

/** Its calls are refused from now on; those that are running may finish. */
export async function releaseNumber(
  deps: Deps,
  actor: Actor,
  key: Pick<ChannelNumber, "channel" | "address">,
): Promise<void> {
  const number = await findNumber(deps.directory, key);
  const released =
    number && (await deleteNumber(deps.directory, number, lineOf(deps, actor, "number.released", number)));
  if (!released) throw new CodedError("not_found", "there is no such number");
}
