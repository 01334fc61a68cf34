import { withoutEdges } from "../../../core/contract/edges.ts";

/**
 * Phone numbers as Israelis write them. Left to right: show them only inside `<Ltr>`, or the groups change places.
 */

/** `+972521234567` → `052-123-4567`, `+97235550101` → `03-555-0101`; a foreign number stays as it is. */
export function formatPhone(phone: string): string {
  const digits = phone.replace(/[^\d+*]/g, "");
  const national = digits.startsWith("+972") ? digits.slice(4) : digits.startsWith("0") ? digits.slice(1) : null;
  if (national === null) return digits || phone;
  const [, area, middle, rest] =
    /^([57]\d)(\d{3})(\d{4})$/.exec(national) ?? /^([23489])(\d{3})(\d{4})$/.exec(national) ?? [];
  if (area) return `0${area}-${middle}-${rest}`;
  const toll = /^(1[578]00)(\d{3})(\d{3})$/.exec(national);
  if (toll) return `${toll[1]}-${toll[2]}-${toll[3]}`;
  return digits;
}

/** What a person types into a form, as E.164; `null` when it cannot be a number. Israel unless it starts with `+`. */
export function parsePhone(typed: string): string | null {
  const digits = withoutEdges(typed).replace(
    /[\s().\-\u00ad\u05be\u200b-\u200f\u2010-\u2015\u2060-\u2069\u202a-\u202e\u2212]/g,
    "",
  );
  const international = digits.startsWith("+")
    ? digits
    : digits.startsWith("972")
      ? `+${digits}`
      : digits.replace(/^0/, "+972");
  if (!/^\+[1-9]\d{6,14}$/.test(international)) return null;
  if (international.startsWith("+972") && !/^\+972(0?)[1-9]\d{7,9}$/.test(international)) return null;
  return international.replace(/^\+9720/, "+972");
}
