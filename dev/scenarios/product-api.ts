/**
 * The product's API as a scenario needs it. Shapes are loose on purpose: only what an expectation looks at is
 * required, so that the API can grow without breaking scenarios. The only file that knows paths and fields.
 */
import { z } from "zod";

const callSummarySchema = z.looseObject({ id: z.string(), callSid: z.string(), status: z.string() });

export const callDetailSchema = z.looseObject({
  id: z.string(),
  callSid: z.string(),
  status: z.string(),
  endReason: z.string().nullable(),
  failureCode: z.string().nullable(),
  durationMs: z.number().nullable().optional(),
  turns: z.array(
    z.looseObject({
      seq: z.number(),
      role: z.string(),
      text: z.string(),
      interrupted: z.boolean(),
      heardMs: z.number().nullable(),
    }),
  ),
  events: z.array(z.looseObject({ seq: z.number(), kind: z.string(), at: z.number() })),
  lead: z.record(z.string(), z.unknown()).nullable(),
});
export type CallDetail = z.infer<typeof callDetailSchema>;

const sessionSchema = z.looseObject({ csrfToken: z.string() });
const meSchema = z.looseObject({
  memberships: z.array(z.looseObject({ businessId: z.string(), slug: z.string(), name: z.string(), role: z.string() })),
});

const turnSchema = z.looseObject({ seq: z.number(), role: z.string(), text: z.string(), final: z.boolean() });
const callRef = { callId: z.string(), callSid: z.string() };
export const liveEventSchema = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("call.started"), ...callRef }),
  z.looseObject({ type: z.literal("call.turn"), ...callRef, turn: turnSchema }),
  z.looseObject({
    type: z.literal("call.tool"),
    ...callRef,
    tool: z.looseObject({ name: z.string(), status: z.string() }).optional(),
  }),
  z.looseObject({ type: z.literal("call.ended"), ...callRef, reason: z.string().nullable().optional() }),
]);
export type LiveEvent = z.infer<typeof liveEventSchema>;

// The newest calls; the one just made is among them even when others call at the same time.
const RECENT_CALLS = 50;

export class ProductApi {
  readonly workerUrl: string;
  private cookies = "";

  constructor(workerUrl: string) {
    this.workerUrl = workerUrl;
  }

  async signIn(email: string, password: string): Promise<void> {
    const response = await fetch(new URL("/api/auth/login", this.workerUrl), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ email, password }),
    });
    sessionSchema.parse(await bodyOf(response));
    this.cookies = response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(";")[0])
      .join("; ");
  }

  async businessId(slug: string): Promise<string> {
    const { memberships } = meSchema.parse(await this.get("/api/auth/me"));
    const membership = memberships.find((candidate) => candidate.slug === slug);
    if (membership === undefined) throw new Error(`no membership of "${slug}"`);
    return membership.businessId;
  }

  async findCall(businessId: string, callSid: string): Promise<CallDetail | undefined> {
    const page = z
      .looseObject({ items: z.array(callSummarySchema) })
      .parse(await this.get(`/api/businesses/${businessId}/calls?limit=${RECENT_CALLS}`));
    const summary = page.items.find((call) => call.callSid === callSid);
    if (summary === undefined) return undefined;
    return callDetailSchema.parse(await this.get(`/api/businesses/${businessId}/calls/${summary.id}`));
  }

  /** What a WebSocket to the business's live feed needs. */
  liveFeed(businessId: string, publicUrl: string): { url: string; headers: Record<string, string> } {
    const url = new URL(`/api/businesses/${businessId}/live`, this.workerUrl);
    url.protocol = url.protocol.replace("http", "ws");
    return { url: url.href, headers: { Cookie: this.cookies, Origin: new URL(publicUrl).origin } };
  }

  private async get(path: string): Promise<unknown> {
    return bodyOf(await fetch(new URL(path, this.workerUrl), { headers: { Cookie: this.cookies } }));
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!response.ok)
    throw new Error(`${new URL(response.url).pathname} answered ${response.status}: ${text.slice(0, 200)}`);
  return JSON.parse(text);
}
