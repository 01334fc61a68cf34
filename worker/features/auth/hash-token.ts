/** What the database knows of a secret that somebody holds (a refresh token, a link): SHA-256, in hex. */
import { createHash } from "node:crypto";

export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");
