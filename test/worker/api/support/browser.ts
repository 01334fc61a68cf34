/** A browser as far as the API can tell: keeps cookies, sends Origin and Fetch-Metadata, and knows its CSRF token. */
import { env } from "cloudflare:workers";
import type { Session } from "../../../../core/auth/wire.ts";
import type { createApp } from "../../../../worker/app.ts";

export const ORIGIN = "https://agentlocator.test";

export type RequestOptions = {
  body?: unknown;
  raw?: string | Uint8Array<ArrayBuffer> | ReadableStream;
  headers?: Record<string, string | null>;
};

export class Browser {
  readonly cookies = new Map<string, string>();
  csrfToken: string | null = null;
  /** Network address, as the platform would tell it. */
  address: string | null = null;
  readonly #app: ReturnType<typeof createApp>;
  readonly #origin: string;

  constructor(app: ReturnType<typeof createApp>, origin = ORIGIN) {
    this.#app = app;
    this.#origin = origin;
  }

  get = (path: string, options?: RequestOptions) => this.request("GET", path, options);
  post = (path: string, options?: RequestOptions) => this.request("POST", path, options);
  put = (path: string, options?: RequestOptions) => this.request("PUT", path, options);
  delete = (path: string, options?: RequestOptions) => this.request("DELETE", path, options);
  patch = (path: string, options?: RequestOptions) => this.request("PATCH", path, options);

  /** A header given as null is left out. */
  async request(method: string, path: string, { body, raw, headers = {} }: RequestOptions = {}): Promise<Response> {
    const all: Record<string, string | null> = {
      Cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ") || null,
      Origin: method === "GET" ? null : this.#origin,
      "Sec-Fetch-Site": "same-origin",
      "Content-Type": body === undefined && raw === undefined ? null : "application/json",
      "X-CSRF-Token": this.csrfToken,
      "CF-Connecting-IP": this.address,
      ...headers,
    };
    const sent = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null);
    const text = method === "GET" ? undefined : (raw ?? (body === undefined ? undefined : JSON.stringify(body)));
    const init = { method, headers: sent, ...(text !== undefined && { body: text }) };
    const response = await this.#app.request(`${this.#origin}${path}`, init, env);
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    return response;
  }

  async signIn(email: string, password: string): Promise<Session> {
    const response = await this.post("/api/auth/login", { body: { email, password } });
    if (response.status !== 200) throw new Error(`sign-in answered ${response.status}: ${await response.text()}`);
    const session = await response.json<Session>();
    this.csrfToken = session.csrfToken;
    return session;
  }

  /** The same device a moment ago. */
  copy(): Browser {
    const copy = new Browser(this.#app, this.#origin);
    for (const [name, value] of this.cookies) copy.cookies.set(name, value);
    copy.csrfToken = this.csrfToken;
    return copy;
  }

  #keep(cookie: string): void {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (name === undefined || value === undefined) return;
    if (/max-age=0/i.test(cookie)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
