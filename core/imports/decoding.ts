/**
 * In which letters a file is written. UTF-8 strictly first: text of another kind is hardly ever valid UTF-8 by chance.
 * Then Windows-1255, in which Hebrew spreadsheets save CSV. UTF-16 is told by its mark alone.
 */
export const ENCODINGS = ["utf-8", "windows-1255", "utf-16le", "utf-16be"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** `start`: the first bytes, three or more where there are so many. Null: no mark. */
export function encodingOfMark(start: Uint8Array): Encoding | null {
  const [one, two, three] = start;
  if (one === 0xef && two === 0xbb && three === 0xbf) return "utf-8";
  if (one === 0xff && two === 0xfe) return "utf-16le";
  if (one === 0xfe && two === 0xff) return "utf-16be";
  return null;
}

/** `isUtf8`: the whole file is valid UTF-8. */
export const decideEncoding = (start: Uint8Array, isUtf8: boolean): Encoding => {
  const marked = encodingOfMark(start);
  if (marked === "utf-16le" || marked === "utf-16be") return marked;
  // A mark of UTF-8 before other bytes: a broken byte in a long file must not turn all its Hebrew into something else.
  return marked ?? (isUtf8 ? "utf-8" : "windows-1255");
};

/** What people choose by mistake: workbooks (ZIP, and the older ones) and PDF. */
export function isOtherKind(start: Uint8Array): boolean {
  const begins = (...bytes: number[]) => bytes.every((byte, at) => start[at] === byte);
  return begins(0x50, 0x4b, 0x03, 0x04) || begins(0xd0, 0xcf, 0x11, 0xe0) || begins(0x25, 0x50, 0x44, 0x46);
}
