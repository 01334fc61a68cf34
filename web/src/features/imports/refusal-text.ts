import { ApiError, hasCode } from "../../api/api-error.ts";
import { errorMessage } from "../../api/error-message.ts";
import { imports as t } from "../../i18n/he/imports.ts";

const REFUSED: Readonly<Record<string, string>> = t.refused;

/** Why a file was not taken. */
export function refusalText(error: unknown): string {
  if (hasCode(error, "payload_too_large")) return t.refused.too_large;
  const problem = error instanceof ApiError ? error.details.find(({ field }) => field === "file")?.problem : undefined;
  return (problem === undefined ? undefined : REFUSED[problem]) ?? errorMessage(error);
}
