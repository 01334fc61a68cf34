/** Somebody who is signed in at the product's API, without a browser. */
import { sessionSchema } from "../../../core/auth/wire.ts";

export class ApiSession {
  readonly #url: string;
  /** That make a request one of this person. */
  readonly headers: Readonly<Record<string, string>>;

  private constructor(url: string, headers: Record<string, string>) {
    this.#url = url;
    this.headers = headers;
  }

  static signIn = (url: string, person: { email: string; password: string }): Promise<ApiSession> =>
    ApiSession.#enter(`${url}/api/auth/login`, person);

  /** `link`: of an invitation, as it was passed on. */
  static accept(url: string, link: string, person: { name: string; password: string }): Promise<ApiSession> {
    const token = new URL(link).hash.slice(1);
    return ApiSession.#enter(`${url}/api/auth/invitation/accept`, { token, ...person });
  }

  static async #enter(address: string, body: object): Promise<ApiSession> {
    const response = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const { csrfToken } = sessionSchema.parse(await bodyOf(response));
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
    return new ApiSession(new URL(address).origin, { Cookie: cookies.join("; "), "X-CSRF-Token": csrfToken });
  }

  async get(path: string): Promise<unknown> {
    return bodyOf(await this.ask("GET", path));
  }

  async send(method: "POST" | "PATCH" | "PUT" | "DELETE", path: string, body?: object): Promise<unknown> {
    return bodyOf(await this.ask(method, path, body));
  }

  /** Whatever the answer is. `body`: JSON, or bytes of the type that is named. */
  ask(method: string, path: string, body?: object, type = "application/json"): Promise<Response> {
    return fetch(`${this.#url}${path}`, {
      method,
      headers: { ...this.headers, ...(body && { "Content-Type": type }) },
      ...(body && { body: body instanceof Uint8Array ? new Blob([new Uint8Array(body)]) : JSON.stringify(body) }),
    });
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text.slice(0, 300)}`);
  return text === "" ? null : JSON.parse(text);
}
