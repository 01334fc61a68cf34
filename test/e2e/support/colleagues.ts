/** People who come into a business as real ones do: somebody invites them, and they accept. */
import type { Role } from "../../../core/auth/permissions.ts";
import { sentLinkSchema, type SentLink } from "../../../core/auth/wire.ts";
import { invitationSentSchema, type Invitation } from "../../../core/people/wire.ts";
import { ApiSession } from "./api-session.ts";
import { hasSecondManager, MANAGER, SECOND_MANAGER } from "./businesses.ts";
import { product } from "./world.ts";

export type Colleague = { email: string; password: string; name: string; api: ApiSession };

let managing: Promise<ApiSession> | null = null;
/** The manager of all test businesses. */
export const managerApi = (): Promise<ApiSession> => (managing ??= ApiSession.signIn(product.url, MANAGER));

let inviting: Promise<ApiSession> | null = null;
/** Whoever has fewest invitations behind them. */
const inviterOf = (business: { slug: string }): Promise<ApiSession> =>
  hasSecondManager(business) ? (inviting ??= ApiSession.signIn(product.url, SECOND_MANAGER)) : managerApi();

/** The link that nobody mailed. */
export function linkOf(sent: SentLink): string {
  if (sent.link === null) throw new Error("the link was mailed, and nobody reads that mail");
  return sent.link;
}

/** As a page of the product: tests run on whatever port it has. */
export const addressOf = (link: string): string => new URL(link).pathname + new URL(link).hash;

export async function invite(
  by: ApiSession,
  businessId: string,
  person: { email: string; name?: string; role: Role },
): Promise<{ invitation: Invitation; link: string }> {
  const answer = await by.send("POST", `/api/businesses/${businessId}/people/invitations`, person);
  const { invitation, sent } = invitationSentSchema.parse(answer);
  return { invitation, link: linkOf(sent) };
}

let arrivals = 0;

/** Somebody new, of this business alone. */
export async function newColleague(
  business: { id: string; slug: string },
  { role = "business", name = "נועה כץ", by }: { role?: Role; name?: string; by?: ApiSession } = {},
): Promise<Colleague> {
  const email = `colleague-${++arrivals}@${business.slug}.test`;
  const password = `password of ${email}`;
  const { link } = await invite(by ?? (await inviterOf(business)), business.id, { email, role });
  return { email, password, name, api: await ApiSession.accept(product.url, link, { name, password }) };
}

/** A manager makes somebody a link for a new password. */
export async function resetLink(by: ApiSession, businessId: string, userId: string): Promise<string> {
  const answer = await by.send("POST", `/api/businesses/${businessId}/people/${userId}/reset-link`);
  return linkOf(sentLinkSchema.parse(answer));
}

export async function userIdOf(person: Pick<Colleague, "api">): Promise<string> {
  const { user } = (await person.api.get("/api/auth/me")) as { user: { id: string } };
  return user.id;
}
