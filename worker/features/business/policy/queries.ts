/** What a business decides about its people, in the directory: it is read with every session. */
import { and, asc, eq, gt, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { BatchItem } from "drizzle-orm/batch";
import type { Policy } from "../../../../core/people/wire.ts";
import type { DirectoryDb } from "../../../db/directory/client.ts";
import { businesses, sessions, users } from "../../../db/directory/schema.ts";

const policyColumns = {
  agentsSee: businesses.agentsSee,
  impersonationAllowed: businesses.impersonationAllowed,
};

export async function findPolicy(db: DirectoryDb, businessId: string): Promise<Policy | undefined> {
  const [policy] = await db.select(policyColumns).from(businesses).where(eq(businesses.id, businessId));
  return policy;
}

/** Undefined: the policy was not `from` any more. */
export async function updatePolicy(
  db: DirectoryDb,
  businessId: string,
  { from, to }: { from: Policy; to: Policy },
  line: BatchItem<"sqlite">,
): Promise<Policy | undefined> {
  const update = db
    .update(businesses)
    .set(to)
    .where(
      and(
        eq(businesses.id, businessId),
        eq(businesses.agentsSee, from.agentsSee),
        eq(businesses.impersonationAllowed, from.impersonationAllowed),
      ),
    )
    .returning(policyColumns);
  const [[policy]] = await db.batch([update, line]);
  return policy;
}

export type Visit = { sessionId: string; userId: string; name: string; impersonator: string };

const visitors = alias(users, "visitors");

/** Admins of the platform who act as somebody of this business now. */
export async function listVisits(db: DirectoryDb, businessId: string, now: number): Promise<Visit[]> {
  const rows = await db
    .select({ sessionId: sessions.id, userId: users.id, name: users.name, impersonator: visitors.name })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(visitors, eq(visitors.id, sessions.impersonatorId))
    .where(and(eq(sessions.impersonatedBusinessId, businessId), isNull(sessions.endedAt), gt(sessions.expiresAt, now)))
    .orderBy(asc(sessions.createdAt));
  return rows;
}

export async function endVisit(
  db: DirectoryDb,
  sessionId: string,
  now: number,
  line: BatchItem<"sqlite">,
): Promise<void> {
  await db.batch([
    db
      .update(sessions)
      .set({ endedAt: now, endReason: "revoked" })
      .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt))),
    line,
  ]);
}
