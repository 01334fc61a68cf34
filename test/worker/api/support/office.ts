/** A business with a manager at the API, and what the tests of its people ask for again and again. */
import { aBusiness, aMember, makeWorld, START, type TestBusiness } from "./world.ts";
import type { AuditLine } from "../../../../core/audit/wire.ts";
import type { SentLink } from "../../../../core/auth/wire.ts";
import type { Invitation, People } from "../../../../core/people/wire.ts";
import { noMail } from "../../../../worker/adapters/mail.ts";
import { memberships } from "../../../../worker/db/directory/schema.ts";
import type { Deps } from "../../../../worker/deps.ts";

export type Sent = { invitation: Invitation; sent: SentLink };

export const anAddress = () => `${crypto.randomUUID()}@example.test`;

/** Links come back in the answer, where no mail goes out. */
export async function anOffice(deps: Partial<Deps> = { mail: noMail }) {
  const world = makeWorld({ deps });
  const business = await aBusiness();
  const boss = await aMember(business);
  const manager = await world.signedIn(boss.email);
  const path = `${business.path}/people`;
  const people = async (): Promise<People> => (await manager.get(path)).json();
  const invite = (body: object) => manager.post(`${path}/invitations`, { body });
  const audit = async () => (await (await manager.get(`${business.path}/audit`)).json<{ items: AuditLine[] }>()).items;
  return { ...world, business, boss, manager, path, people, invite, audit };
}

export async function belongsTo(business: TestBusiness, userId: string, { directory }: Deps): Promise<void> {
  await directory.insert(memberships).values({ userId, businessId: business.id, role: "business", createdAt: START });
}

/**
 * Another door to the same databases, at which something happens in the middle of the next change in a business: after
 * the right to make it was looked at, and before it is made.
 */
export function aSlowDoor({ schema }: Deps) {
  let happening: (() => Promise<void>) | null = null;
  const slow = {
    ...schema,
    assertWritable: async (database: string) => {
      if (!database.startsWith("TENANT_")) return;
      const now = happening;
      happening = null;
      await now?.();
    },
  };
  const meanwhile = (what: () => Promise<void>) => void (happening = what);
  return { ...makeWorld({ deps: { mail: noMail, schema: slow } }), meanwhile };
}

/** The secret in a link that was shown. */
export const tokenIn = ({ link }: SentLink): string => link?.split("#")[1] ?? "";
