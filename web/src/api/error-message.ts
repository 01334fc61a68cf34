import { he } from "../i18n/he.ts";
import { ApiError } from "./api-error.ts";

/** The one translator from errors to what a person reads. */
export const errorMessage = (error: unknown): string =>
  he.errors[error instanceof ApiError ? error.code : "unexpected"];
