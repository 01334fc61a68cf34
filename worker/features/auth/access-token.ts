/** The access token: a JWT that names a session for 15 minutes. It opens nothing alone; the session row is read too. */
import { errors, jwtVerify, SignJWT } from "jose";
import { keysFor } from "../../signing-keys.ts";

export const ACCESS_TOKEN_MS = 15 * 60_000;

const ALGORITHM = "HS256";
const ISSUER = "agentlocator";
const AUDIENCE = "agentlocator-dashboard";
/** RFC 9068: keeps other JWTs of the same issuer from being taken for access tokens. */
const TYPE = "at+jwt";

export type AccessClaims = { userId: string; sessionId: string };

export type Token = { token: string; lifeMs: number };

/** `sessionEndsAt`: the token ends with its session, where that is sooner. */
export async function signAccessToken(
  secrets: readonly string[],
  claims: AccessClaims,
  now: number,
  sessionEndsAt: number = Infinity,
): Promise<Token> {
  const lifeMs = Math.min(ACCESS_TOKEN_MS, sessionEndsAt - now);
  const [{ kid, key }] = keysFor("access", secrets);
  const token = await new SignJWT({ sid: claims.sessionId })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid })
    .setSubject(claims.userId)
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt(new Date(now))
    .setExpirationTime(new Date(now + lifeMs))
    .sign(key);
  return { token, lifeMs };
}

/** Null for whatever is not a valid token of ours now: expired, forged, of a retired key, not a token at all. */
export async function verifyAccessToken(
  secrets: readonly string[],
  token: string,
  now: number,
): Promise<AccessClaims | null> {
  const keys = keysFor("access", secrets);
  try {
    const { payload } = await jwtVerify(
      token,
      (header) => {
        const known = keys.find(({ kid }) => kid === header.kid);
        if (!known) throw new errors.JWKSNoMatchingKey();
        return known.key;
      },
      {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        typ: TYPE,
        requiredClaims: ["sub", "sid", "exp"],
        currentDate: new Date(now),
      },
    );
    const { sub, sid } = payload;
    return typeof sub === "string" && typeof sid === "string" ? { userId: sub, sessionId: sid } : null;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}
