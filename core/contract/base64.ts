/** Sizes and cuts of base64 text without decoding it: audio is passed on as it came. */

/** Bytes that `text` stands for. */
export function base64Bytes(text: string): number {
  const length = text.length;
  if (length === 0) return 0;
  const padding = text.charCodeAt(length - 1) !== 61 ? 0 : text.charCodeAt(length - 2) === 61 ? 2 : 1;
  return Math.floor((length * 3) / 4) - padding;
}

/**
 * Cuts base64 into pieces of at most `maxBytes` bytes each, every piece valid by itself. `maxBytes` is rounded down to
 * a multiple of three, because four characters stand for three bytes.
 */
export function splitBase64(text: string, maxBytes: number): string[] {
  const step = Math.max(4, Math.floor(maxBytes / 3) * 4);
  if (text.length <= step) return [text];
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += step) pieces.push(text.slice(at, at + step));
  return pieces;
}
