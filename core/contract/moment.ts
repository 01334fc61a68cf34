/** Moments in a query: Unix ms, so that a day is the reader's day. */
import { z } from "zod";

/** The last moment that a date can name (ECMA-262, 21.4.1.1). */
const LAST_MS = 8.64e15;

export const momentQuerySchema = z.coerce.number().int().min(0).max(LAST_MS).optional();
