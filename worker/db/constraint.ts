/**
 * Which rule of the database refused a write. D1 tells it in the message alone ("UNIQUE constraint failed:
 * businesses.slug"), and drizzle wraps that in an error of its own.
 */
export function breaksUnique(error: unknown, column: `${string}.${string}`): boolean {
  if (!(error instanceof Error)) return false;
  return error.message.includes(`UNIQUE constraint failed: ${column}`) || breaksUnique(error.cause, column);
}
