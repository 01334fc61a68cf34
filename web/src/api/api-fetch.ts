/**
 * The fetch under every call of the API: says whose account this page shows, adds the CSRF token, renews the session once
 * when it has run out, and turns every failure into an ApiError. Resolves only with answers that are fine.
 */
import { ApiError, errorOf, hasCode } from "./api-error.ts";
import { isObject, isText } from "./shape.ts";

/** What is taken out of a session here. */
type Told = { user: { id: string }; csrfToken: string };
const isSession = isObject<Told>({ user: isObject({ id: isText }), csrfToken: isText });
/** As /api/auth/session answers. */
const isPresentSession = isObject<{ session: Told }>({ session: isSession });

export type ApiFetchDeps = {
  fetch: typeof fetch;
  csrf: { get(): string | null; set(token: string): void };
  /** Whose account this page shows, by id. The cookies are shared with other tabs, in which somebody else may sign in. */
  person: { get(): string | null; set(userId: string): void };
  /** Somebody else has: nothing was read or written in their name. */
  onPersonChanged(): void;
  /** The session is over and could not be renewed. */
  onSessionLost(): void;
  /** An admin acted as somebody else, which is over for the reason the server tells; their own session is still there. */
  onVisitOver(why: string): void;
};

const SAFE_METHODS = new Set(["GET", "HEAD"]);
const REFRESH_PATH = "/api/auth/refresh";
const ME_PATH = "/api/auth/me";
const LOGIN_PATH = "/api/auth/login";
const END_VISIT_PATH = "/api/auth/impersonation/end";
/** A 401 of these is their own answer, not a session that ran out. */
const NEVER_RENEWED = new Set([LOGIN_PATH, "/api/auth/logout", END_VISIT_PATH, REFRESH_PATH]);
/** After these this page is somebody else's, and knows it. */
const ENTRANCES = new Set([LOGIN_PATH, END_VISIT_PATH, "/api/auth/invitation/accept", "/api/admin/impersonations"]);

const pathOf = (url: string) => new URL(url, "https://own.invalid").pathname;

export function createApiFetch(deps: ApiFetchDeps) {
  let renewal: ReturnType<typeof renew> | null = null;

  async function send(url: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    const person = deps.person.get();
    if (person !== null) headers.set("X-Person", person);
    const token = deps.csrf.get();
    if (token && !SAFE_METHODS.has(init.method ?? "GET")) headers.set("X-CSRF-Token", token);
    try {
      return await deps.fetch(url, { ...init, headers, credentials: "same-origin" });
    } catch (cause) {
      if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
      throw new ApiError("network", { cause });
    }
  }

  /** Takes the token and the person out of an answer that holds a session. Throws where it is another person's. */
  async function takeSession(path: string, response: Response): Promise<void> {
    const body: unknown = await response
      .clone()
      .json()
      .catch(() => null);
    const told = isPresentSession(body) ? body.session : body;
    if (!isSession(told)) return;
    const person = deps.person.get();
    if (person !== null && person !== told.user.id && !ENTRANCES.has(path)) throw personChanged();
    deps.person.set(told.user.id);
    deps.csrf.set(told.csrfToken);
  }

  function personChanged(): ApiError {
    deps.onPersonChanged();
    return new ApiError("person_changed", { status: 409 });
  }

  async function refused(response: Response): Promise<ApiError> {
    const error = await errorOf(response);
    return hasCode(error, "person_changed") ? personChanged() : error;
  }

  /**
   * `lost`: the session cannot be renewed. `left`: it was one in another's name, and the way back to one's own is being
   * gone. Throws when the network or the server is at fault.
   */
  async function renew(): Promise<"renewed" | "lost" | "left"> {
    const response = await send(REFRESH_PATH, { method: "POST" });
    if (response.ok) {
      await takeSession(REFRESH_PATH, response);
      return "renewed";
    }
    const error = await refused(response);
    if (response.status !== 401 && response.status !== 403) throw error;
    const why = error.details.find(({ field }) => field === "impersonation")?.problem;
    if (why === undefined) return "lost";
    deps.onVisitOver(why);
    return "left";
  }

  /** Requests that find the session gone at the same time share one renewal. */
  const renewOnce = () => (renewal ??= renew().finally(() => (renewal = null)));

  /** Another tab may have renewed the session, and with it the token. */
  async function freshToken(): Promise<void> {
    const response = await send(ME_PATH, { method: "GET" });
    if (!response.ok) throw await refused(response);
    await takeSession(ME_PATH, response);
  }

  return async function apiFetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    const url = input instanceof Request ? input.url : String(input);
    const path = pathOf(url);
    let response = await send(url, init);
    if (response.status === 401 && !NEVER_RENEWED.has(path)) {
      const outcome = await renewOnce();
      if (outcome === "renewed") response = await send(url, init);
      if (response.status === 401) {
        if (outcome !== "left") deps.onSessionLost();
        throw new ApiError("unauthorized", { status: 401 });
      }
    }
    if (!response.ok) {
      const error = await refused(response);
      if (!hasCode(error, "csrf_failed")) throw error;
      await freshToken();
      response = await send(url, init);
      if (!response.ok) throw await refused(response);
    }
    if (path.startsWith("/api/auth/") || ENTRANCES.has(path)) await takeSession(path, response);
    return response;
  };
}
