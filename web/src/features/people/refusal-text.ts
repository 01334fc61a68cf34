import { hasCode } from "../../api/api-error.ts";
import { errorMessage } from "../../api/error-message.ts";
import { he } from "../../i18n/he.ts";

/** Why a role could not be changed, or somebody not be removed. */
export function refusalText(error: Error): string {
  const problems = hasCode(error, "conflict") ? error.details.map(({ problem }) => problem) : [];
  if (problems.includes("last_manager")) return he.people.lastManager;
  return problems.includes("foreign_password") ? he.people.foreignPassword : errorMessage(error);
}
