/** Ids that come out the same at every run, so that seeding again finds its own rows. */
import { createHash } from "node:crypto";

const digest = (name: string) => createHash("sha256").update(`agentlocator seed/${name}`).digest("hex");

/** A UUID of version 8 (RFC 9562: made by a rule of one's own). */
export function seedId(name: string): string {
  const hex = digest(name);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const seedCallSid = (name: string): string => `CA${digest(name).slice(0, 32)}`;

export const businessId = (slug: string): string => seedId(`business/${slug}`);
