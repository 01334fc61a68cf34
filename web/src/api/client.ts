/** The API, typed from the Worker's own routes. */
import { hc } from "hono/client";
import type { AppType } from "../../../worker/app.ts";
import { createApiFetch } from "./api-fetch.ts";
import { sessionEnded } from "./session-end.ts";

/** In memory only: it is bound to the session cookie and given again by /api/auth/me after a reload. */
let csrfToken: string | null = null;

const apiFetch = createApiFetch({
  fetch: (input, init) => window.fetch(input, init),
  csrf: { get: () => csrfToken, set: (token) => void (csrfToken = token) },
  onSessionLost: sessionEnded,
});

export const api = hc<AppType>("/", { fetch: apiFetch }).api;
