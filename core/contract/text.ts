/**
 * Text that people type or paste. Control characters and halves of characters come from broken or hostile clients alone;
 * marks that turn the reading direction around could make one name look like another.
 */
import { z } from "zod";
import { withoutEdges } from "./edges.ts";

/** Unicode's control characters, but for tab and line breaks. */
const CONTROL = /(?![\t\n\r])\p{Cc}/u;
const LINE_BREAK = /[\t\n\r\u2028\u2029]/;
/** Embeddings, overrides and isolates (Unicode UAX 9); the plain marks LRM and RLM are in use and do no harm. */
const TURNS_DIRECTION = /[\u202A-\u202E\u2066-\u2069]/;
/** Fillers count as letters, and the empty braille pattern as a symbol, but nobody sees them. */
const VISIBLE = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;

const isReadable = (text: string): boolean => text.isWellFormed() && !CONTROL.test(text) && !TURNS_DIRECTION.test(text);
const isVisible = (text: string): boolean => text === "" || VISIBLE.test(text);

const typed = z.string().overwrite(withoutEdges);

/** One line, its edges cleaned: a name, a reason. It shows something, or is empty where it may be. */
export const line = (minChars: number, maxChars: number) =>
  typed
    .min(minChars)
    .max(maxChars)
    .refine((text) => isReadable(text) && !LINE_BREAK.test(text), "holds characters that cannot be shown")
    .refine(isVisible, "shows nothing");

/** Any number of lines, their edges cleaned. */
export const paragraphs = (minChars: number, maxChars: number) =>
  typed
    .min(minChars)
    .max(maxChars)
    .refine(isReadable, "holds characters that cannot be shown")
    .refine(isVisible, "shows nothing");

/** For shapes that are stricter than a line: an address, a number. */
export const typedText = typed;
