import { ApiError, hasCode } from "../../../api/api-error.ts";
import { errorMessage } from "../../../api/error-message.ts";
import { tagTexts } from "../../../i18n/he/tags.ts";

/** Somebody else was at the tags: the list behind the dialog is read again, and says what there is now. */
export function deletionRefusal(error: Error): string {
  const isOfMoveTo = error instanceof ApiError && error.details[0]?.field === "moveTo";
  return isOfMoveTo || hasCode(error, "conflict") || hasCode(error, "not_found")
    ? tagTexts.refused
    : errorMessage(error);
}
