/**
 * The token of a shared listing: which business it is of, so that its database is found without a list of all links, and
 * a secret of 192 random bits.
 */
const SECRET_BYTES = 24;
const TOKEN = /^([0-9a-f]{32})([\w-]{32})$/;

export const newSecret = (): string =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(SECRET_BYTES))).toString("base64url");

export const shareToken = (businessId: string, secret: string): string =>
  `${businessId.replaceAll("-", "").toLowerCase()}${secret}`;

/** Null: it is none. */
export function readShareToken(token: string): { businessId: string; secret: string } | null {
  const [, hex, secret] = TOKEN.exec(token) ?? [];
  if (hex === undefined || secret === undefined) return null;
  return { businessId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"), secret };
}
