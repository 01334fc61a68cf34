/**
 * Text that people type. Control characters and halves of characters come from broken or hostile clients alone; marks
 * that turn the reading direction around could make one name look like another.
 */
import { z } from "zod";

/** Unicode's control characters, but for tab and line breaks. */
const CONTROL = /(?![\t\n\r])\p{Cc}/u;
const LINE_BREAK = /[\t\n\r\u2028\u2029]/;
/** Embeddings, overrides and isolates (Unicode UAX 9); the plain marks LRM and RLM are in use and do no harm. */
const TURNS_DIRECTION = /[\u202A-\u202E\u2066-\u2069]/;

const isReadable = (text: string): boolean => text.isWellFormed() && !CONTROL.test(text) && !TURNS_DIRECTION.test(text);

/** One line, trimmed: a name, a reason. */
export const line = (minChars: number, maxChars: number) =>
  z
    .string()
    .trim()
    .min(minChars)
    .max(maxChars)
    .refine((text) => isReadable(text) && !LINE_BREAK.test(text), "holds characters that cannot be shown");

/** Any number of lines, trimmed. */
export const paragraphs = (minChars: number, maxChars: number) =>
  z.string().trim().min(minChars).max(maxChars).refine(isReadable, "holds characters that cannot be shown");
