// Temporary: until worker/index.ts and the Durable Objects stand.
import { DurableObject } from "cloudflare:workers";
export class CallSession extends DurableObject {}
export class BusinessHub extends DurableObject {}
export default { fetch: () => new Response("ok") };
