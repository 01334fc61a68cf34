/** Businesses that come into being as real ones do: an admin founds them, their first manager accepts the invitation. */
import { businessCreatedSchema } from "../../../core/admin/wire.ts";
import { DEFAULT_CALL_LIMITS } from "../../../core/business/settings.ts";
import { ApiSession } from "./api-session.ts";
import type { TestBusiness } from "./businesses.ts";
import { Manager } from "./manager.ts";
import type { Product } from "./product.ts";

const ADMIN_EMAIL = "admin@agentlocator.test";

export type Founded = TestBusiness & {
  name: string;
  tenantDb: string;
  /** Of the one person in it, who is in no other business. */
  person: { email: string; password: string };
  api: ApiSession;
  manager: Manager;
};

type Plan = Pick<Founded, "slug" | "name" | "tenantDb" | "phone" | "caller"> & { greeting: string };

export const signInAsAdmin = ({ url, seedPassword }: Product): Promise<ApiSession> =>
  ApiSession.signIn(url, { email: ADMIN_EMAIL, password: seedPassword });

export async function found({ url }: Product, admin: ApiSession, { greeting, ...plan }: Plan): Promise<Founded> {
  const { slug, name, tenantDb, phone } = plan;
  const person = { email: `manager@${slug}.test`, password: `password of ${slug}` };
  const body = { name, slug, tenantDb, manager: { email: person.email, name: null } };
  const { business, sent } = businessCreatedSchema.parse(await admin.send("POST", "/api/admin/businesses", body));
  if (sent.link === null) throw new Error("the invitation was mailed, and nobody reads that mail");
  await admin.send("POST", "/api/admin/numbers", { channel: "phone", address: phone, businessId: business.id });

  const api = await ApiSession.accept(url, sent.link, { name: `מנהלת ${name}`, password: person.password });
  const manager = new Manager(api);
  // Nobody is asked "are you there?" because a busy machine was late.
  const limits = { ...DEFAULT_CALL_LIMITS, silenceMs: 60_000, firstAudioMs: 20_000 };
  const model = `gpt-realtime-${slug}`;
  await manager.changeSettings(business.id, { greeting, realtimeModel: model, limits });
  return { ...plan, id: business.id, model, person, api, manager };
}

/** Offices of one test file, each of its own; `name` as in its slug and in Hebrew, `from`: the last three digits of their numbers. */
export function offices(
  product: Product,
  name: { slug: string; hebrew: string },
  from: number,
): () => Promise<Founded> {
  let count = 0;
  let admin: Promise<ApiSession> | null = null;
  return async () => {
    admin ??= signInAsAdmin(product);
    const nth = ++count;
    return found(product, await admin, {
      slug: `${name.slug}-${nth}`,
      name: `${name.hebrew} ${nth}`,
      tenantDb: `TENANT_${nth % 2}`,
      phone: `+97235552${from + nth}`,
      caller: `+972541002${from}`,
      greeting: "שלום.",
    });
  };
}
