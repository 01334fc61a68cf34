/** The form that gives a number to a business, as plain data. Pure. */
import type { z } from "zod";
import type { Channel, numberBodySchema } from "../../../../../core/admin/wire.ts";
import type { ApiError } from "../../../api/api-error.ts";
import { parsePhone } from "../../../format/phone.ts";
import { he } from "../../../i18n/he.ts";
import type { Problems } from "../../../ui/use-form.ts";

export type Assignment = { channel: Channel; address: string; business: { id: string; name: string } | null };

export const bodyOf = ({ channel, address, business }: Assignment): z.input<typeof numberBodySchema> => ({
  channel,
  address,
  businessId: business?.id ?? "",
});

export function problemsOf({ address, business }: Assignment): Problems<Assignment> {
  const { missing, address: notANumber, business: noBusiness } = he.admin.numbers.invalid;
  return {
    ...(address.trim() === "" ? { address: missing } : parsePhone(address) === null && { address: notANumber }),
    ...(business === null && { business: noBusiness }),
  };
}

/** A number that is taken says by whom: the conflict's detail is the name of the business. */
export function problemsOfRefusal({ code, details }: ApiError, chosen: string | null): Problems<Assignment> {
  const { invalid } = he.admin.numbers;
  const about = (name: string) => details.find(({ field }) => field === name);
  if (code === "conflict") {
    const owner = about("address")?.problem;
    if (owner === undefined) return { address: invalid.takenBySomebody };
    return { address: owner === chosen ? invalid.own : invalid.taken(owner) };
  }
  return {
    ...(about("address") && { address: invalid.address }),
    ...(about("businessId") && { business: invalid.business }),
  };
}
