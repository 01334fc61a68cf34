/** The API on real databases, with a clock that stands still, a hub that remembers, and rows made by small builders. */
import { env as platform } from "cloudflare:workers";
import { Browser, ORIGIN } from "./browser.ts";
import { DEFAULT_CALL_LIMITS, DEFAULT_TURN_DETECTION } from "../../../../core/business/settings.ts";
import type { Role } from "../../../../core/auth/permissions.ts";
import { LISTENER_HEADER } from "../../../../core/contract/hub-listener.ts";
import { createApp } from "../../../../worker/app.ts";
import { businesses, memberships, users } from "../../../../worker/db/directory/schema.ts";
import { scopeOfMember, type BusinessPlace } from "../../../../worker/db/scope.ts";
import { businessSettings, calls, leads } from "../../../../worker/db/tenant/schema.ts";
import { depsOf, type Deps } from "../../../../worker/deps.ts";
import type { Env } from "../../../../worker/env.ts";
import { hashPassword } from "../../../../worker/features/auth/password.ts";
import { createLogger } from "../../../../worker/log.ts";

export const PASSWORD = "correct horse battery";
export const START = Date.UTC(2026, 10, 22, 8);

const env = platform as unknown as Env;
/** One hash for everybody: hashing is slow on purpose. */
const passwordHash = hashPassword(PASSWORD);

const UNLIMITED = { allows: async () => true };

export type HubCall = { businessId: string; method: string; argument: unknown };

export function makeWorld(overrides: { publicUrl?: string; deps?: Partial<Deps> } = {}) {
  const clock = { now: START };
  const logs: Record<string, unknown>[] = [];
  const hubCalls: HubCall[] = [];
  /** What was spoken for somebody to hear. */
  const samples: Parameters<Deps["speakNow"]>[0][] = [];
  const real = depsOf(env);
  const publicUrl = overrides.publicUrl ?? ORIGIN;
  const hub = (businessId: string) => {
    const note = (method: string, argument: unknown) => hubCalls.push({ businessId, method, argument });
    return {
      settingsChanged: async (place: BusinessPlace) => void note("settingsChanged", place),
      warmUp: async (place: BusinessPlace) => (note("warmUp", place), { version: 7 }),
      publish: async (events: unknown[], assignedTo: string | null) => (note("publish", { events, assignedTo }), 0),
      announce: async (event: unknown) => void note("announce", event),
      leadMoved: async (move: unknown) => void note("leadMoved", move),
      dropSockets: async (whose: unknown) => void note("dropSockets", whose),
      fetch: async (_url: string, init: RequestInit) => {
        const headers = new Headers(init.headers);
        const listener: unknown = JSON.parse(headers.get(LISTENER_HEADER) ?? "null");
        note("fetch", { upgrade: headers.get("Upgrade"), listener });
        return new Response(null, { status: 101, webSocket: new WebSocketPair()[0] });
      },
    } as unknown as ReturnType<Deps["hub"]>;
  };
  const deps: Deps = {
    ...real,
    config: { ...real.config, PUBLIC_URL: publicUrl },
    log: createLogger({}, (line) => logs.push(JSON.parse(line))),
    now: () => clock.now,
    hub,
    speakNow: async (spoken) => (samples.push(spoken), Uint8Array.of(1, 0, 2, 0)),
    // The real ones count by the real clock, over all tests that share this Worker.
    rateLimits: { address: UNLIMITED, session: UNLIMITED },
    ...overrides.deps,
  };
  const app = createApp(() => deps);
  return {
    app,
    deps,
    clock,
    logs,
    hubCalls,
    samples,
    browser: () => new Browser(app, publicUrl),
    signedIn: (email: string) => signedIn(app, publicUrl, email),
  };
}

async function signedIn(app: ReturnType<typeof createApp>, origin: string, email: string): Promise<Browser> {
  const browser = new Browser(app, origin);
  await browser.signIn(email, PASSWORD);
  return browser;
}

const unique = () => crypto.randomUUID();

export async function aUser(fields: Partial<typeof users.$inferInsert> = {}) {
  const id = unique();
  const user = {
    id,
    email: `${id}@example.test`,
    name: "Test Person",
    passwordHash: await passwordHash,
    createdAt: START,
    ...fields,
  };
  await depsOf(env).directory.insert(users).values(user);
  return user;
}

export async function aBusiness(fields: Partial<typeof businesses.$inferInsert> = {}) {
  const id = unique();
  const business = {
    id,
    slug: id,
    name: `Business ${id}`,
    status: "active" as const,
    tenantDb: "TENANT_0",
    createdAt: START,
    ...fields,
  };
  await depsOf(env).directory.insert(businesses).values(business);
  const scope = scopeOfMember(depsOf(env).tenants, { businessId: id, tenantDb: business.tenantDb }, null);
  await scope.db.insert(businessSettings).values({
    businessId: id,
    assistantName: "עוזר",
    aiPrompt: "משרד תיווך",
    greeting: "שלום",
    voice: "cedar",
    turnDetection: DEFAULT_TURN_DETECTION,
    limits: DEFAULT_CALL_LIMITS,
    version: 1,
    updatedAt: START,
  });
  return { ...business, scope, path: `/api/businesses/${id}`, place: { businessId: id, tenantDb: business.tenantDb } };
}
export type TestBusiness = Awaited<ReturnType<typeof aBusiness>>;

export async function aMember(
  business: TestBusiness,
  role: Role = "manager",
  fields: Partial<typeof users.$inferInsert> = {},
) {
  const user = await aUser(fields);
  await depsOf(env)
    .directory.insert(memberships)
    .values({ userId: user.id, businessId: business.id, role, createdAt: START });
  return user;
}

export async function aLead({ scope }: TestBusiness, fields: Partial<typeof leads.$inferInsert> = {}) {
  const [lead] = await scope.db
    .insert(leads)
    .values({
      businessId: scope.businessId,
      id: unique(),
      status: "new",
      source: "call",
      createdAt: START,
      updatedAt: START,
      ...fields,
    })
    .returning();
  if (!lead) throw new Error("no lead was written");
  return lead;
}

export async function aCall({ scope }: TestBusiness, fields: Partial<typeof calls.$inferInsert> = {}) {
  const [call] = await scope.db
    .insert(calls)
    .values({
      businessId: scope.businessId,
      id: unique(),
      callSid: `CA${unique()}`,
      direction: "inbound",
      from: "+972525550199",
      to: "+97235550101",
      status: "ended",
      startedAt: START,
      ...fields,
    })
    .returning();
  if (!call) throw new Error("no call was written");
  return call;
}

export async function errorOf(response: Response) {
  const body = await response.json<{
    error: { code: string; message: string; details?: { field: string; problem: string }[] };
  }>();
  return body.error;
}
