import { hasCode } from "../../api/api-error.ts";
import { errorMessage } from "../../api/error-message.ts";
import { he } from "../../i18n/he.ts";

/** Why a role could not be changed, or somebody not be removed. */
export const refusalText = (error: Error): string =>
  hasCode(error, "conflict") && error.details.some(({ problem }) => problem === "last_manager")
    ? he.people.lastManager
    : errorMessage(error);
