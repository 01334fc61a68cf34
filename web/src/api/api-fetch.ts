/**
 * The fetch under every call of the API: adds the CSRF token, renews the session once when it has run out, and turns
 * every failure into an ApiError. Resolves only with answers that are fine.
 */
import { ApiError, errorOf, hasCode } from "./api-error.ts";

export type ApiFetchDeps = {
  fetch: typeof fetch;
  csrf: { get(): string | null; set(token: string): void };
  /** The session is over and could not be renewed. */
  onSessionLost(): void;
};

const SAFE_METHODS = new Set(["GET", "HEAD"]);
const REFRESH_PATH = "/api/auth/refresh";
const ME_PATH = "/api/auth/me";
/** A 401 of these is their own answer, not a session that ran out. */
const NEVER_RENEWED = new Set(["/api/auth/login", "/api/auth/logout", REFRESH_PATH]);

const pathOf = (url: string) => new URL(url, "https://own.invalid").pathname;

export function createApiFetch(deps: ApiFetchDeps) {
  let renewal: Promise<boolean> | null = null;

  async function send(url: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    const token = deps.csrf.get();
    if (token && !SAFE_METHODS.has(init.method ?? "GET")) headers.set("X-CSRF-Token", token);
    try {
      return await deps.fetch(url, { ...init, headers, credentials: "same-origin" });
    } catch (cause) {
      if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
      throw new ApiError("network", { cause });
    }
  }

  async function takeToken(response: Response): Promise<void> {
    const body = (await response
      .clone()
      .json()
      .catch(() => null)) as { csrfToken?: unknown } | null;
    if (typeof body?.csrfToken === "string") deps.csrf.set(body.csrfToken);
  }

  /** False when the session cannot be renewed; throws when the network or the server is at fault. */
  async function renew(): Promise<boolean> {
    const response = await send(REFRESH_PATH, { method: "POST" });
    if (response.ok) {
      await takeToken(response);
      return true;
    }
    const error = await errorOf(response);
    if (response.status === 401 || response.status === 403) return false;
    throw error;
  }

  /** Requests that find the session gone at the same time share one renewal. */
  const renewOnce = () => (renewal ??= renew().finally(() => (renewal = null)));

  /** Another tab may have renewed the session, and with it the token. */
  async function freshToken(): Promise<boolean> {
    const response = await send(ME_PATH, { method: "GET" });
    if (response.ok) await takeToken(response);
    return response.ok;
  }

  return async function apiFetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    const url = input instanceof Request ? input.url : String(input);
    const path = pathOf(url);
    let response = await send(url, init);
    if (response.status === 401 && !NEVER_RENEWED.has(path)) {
      if (await renewOnce()) response = await send(url, init);
      if (response.status === 401) {
        deps.onSessionLost();
        throw new ApiError("unauthorized", { status: 401 });
      }
    }
    if (!response.ok) {
      const error = await errorOf(response);
      if (!hasCode(error, "csrf_failed") || !(await freshToken())) throw error;
      response = await send(url, init);
      if (!response.ok) throw await errorOf(response);
    }
    await takeTokenOfAuth(path, response);
    return response;
  };

  async function takeTokenOfAuth(path: string, response: Response): Promise<void> {
    if (path.startsWith("/api/auth/")) await takeToken(response);
  }
}
