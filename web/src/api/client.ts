/** The API, typed from the Worker's own routes. */
import { hc } from "hono/client";
import type { AppType } from "../../../worker/app.ts";
import { createApiFetch } from "./api-fetch.ts";
import { sessionEvents } from "./session-end.ts";

/** In memory only: it is bound to the session cookie and given again by /api/auth/me after a reload. */
let csrfToken: string | null = null;
let person: string | null = null;

const apiFetch = createApiFetch({
  fetch: (input, init) => window.fetch(input, init),
  csrf: { get: () => csrfToken, set: (token) => void (csrfToken = token) },
  person: { get: () => person, set: (userId) => void (person = userId) },
  onSessionLost: () => sessionEvents().onLost(),
  onPersonChanged: () => sessionEvents().onPersonChanged(),
  onVisitOver: (why) => sessionEvents().onVisitOver(why),
});

/** The next session that is told is of whoever it is: nobody is here any more. */
export function forgetPerson(): void {
  person = null;
  csrfToken = null;
}

export const api = hc<AppType>("/", { fetch: apiFetch }).api;
