/** Why an admin cannot act as a person, in words; the audit log has them. Pure. */
import { ApiError } from "../../../api/api-error.ts";
import { he } from "../../../i18n/he.ts";

const isReason = (problem: string): problem is keyof typeof he.audit.why => Object.hasOwn(he.audit.why, problem);

/** The body holds two ids: what is wrong with one of them means that it is nobody's, any more. */
const OF_FIELD: Readonly<Record<string, keyof typeof he.audit.why>> = {
  businessId: "no_such_business",
  userId: "not_a_member",
};

/** Null: nothing better to say than of any other error. */
export function refusalOf(error: Error): string | null {
  if (!(error instanceof ApiError)) return null;
  for (const { field, problem } of error.details) {
    const reason = isReason(problem) ? problem : OF_FIELD[field];
    if (reason) return `${he.audit.why[reason]}.`;
  }
  return null;
}
