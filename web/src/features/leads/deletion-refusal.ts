import { ApiError, hasCode } from "../../api/api-error.ts";
import { errorMessage } from "../../api/error-message.ts";

/** Of a status or a tag. `meanwhile`: somebody else was at them, and the list behind the dialog says what there is now. */
export function deletionRefusal(error: Error, meanwhile: string): string {
  const isOfMoveTo = error instanceof ApiError && error.details[0]?.field === "moveTo";
  return isOfMoveTo || hasCode(error, "conflict") || hasCode(error, "not_found") ? meanwhile : errorMessage(error);
}
