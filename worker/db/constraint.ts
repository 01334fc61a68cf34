/**
 * Which rule of the database refused a write. D1 tells it in the message alone ("UNIQUE constraint failed:
 * businesses.slug"), and drizzle wraps that in an error of its own.
 */
export function breaksUnique(error: unknown, column: `${string}.${string}`): boolean {
  if (!(error instanceof Error)) return false;
  return error.message.includes(`UNIQUE constraint failed: ${column}`) || breaksUnique(error.cause, column);
}

/** D1 puts SQLite's own code at the end of its message, and names in its own what it cannot bind. */
const REFUSED = /SQLITE_(CONSTRAINT|TOOBIG|MISMATCH)|D1_TYPE_ERROR|string or blob too big/;

/** The database was reached and does not take this row: written again it would be refused again. */
export const isRefused = (error: unknown): boolean =>
  error instanceof Error && (REFUSED.test(error.message) || isRefused(error.cause));
