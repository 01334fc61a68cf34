import { describe, expect, it, vi } from "vitest";
import { createApiFetch } from "./api-fetch.ts";

type Sent = { method: string; path: string; token: string | null };

/** Answers each request from the list of its path; the last answer of a list stays. */
function scripted(answers: Record<string, Array<Response | Error>>) {
  const sent: Sent[] = [];
  const send = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const path = String(input);
    sent.push({ method: init?.method ?? "GET", path, token: new Headers(init?.headers).get("X-CSRF-Token") });
    const list = answers[path] ?? [];
    const next = list.length > 1 ? list.shift() : list[0];
    if (!next) throw new Error(`nothing scripted for ${path}`);
    if (next instanceof Error) throw next;
    return next.clone();
  };
  let token: string | null = "t1";
  const onSessionLost = vi.fn<() => void>();
  const apiFetch = createApiFetch({
    fetch: send as typeof fetch,
    csrf: { get: () => token, set: (value) => void (token = value) },
    onSessionLost,
  });
  return { apiFetch, sent, onSessionLost, token: () => token };
}

const ok = (body: unknown = {}) => Response.json(body);
const failed = (status: number, code: string) => Response.json({ error: { code, message: "" } }, { status });
const CALLS = "/api/businesses/b1/calls";

describe("requests of the dashboard", () => {
  it("carry the CSRF token when they change something, and only then", async () => {
    const { apiFetch, sent } = scripted({ [CALLS]: [ok()] });
    await apiFetch(CALLS);
    await apiFetch(CALLS, { method: "PATCH" });
    expect(sent.map((request) => request.token)).toEqual([null, "t1"]);
  });

  it("renew a session that ran out once, and are sent again with the new token", async () => {
    const { apiFetch, sent, token } = scripted({
      [CALLS]: [failed(401, "unauthorized"), ok({ fine: true })],
      "/api/auth/refresh": [ok({ csrfToken: "t2" })],
    });
    const response = await apiFetch(CALLS, { method: "POST" });
    expect(await response.json()).toEqual({ fine: true });
    expect(token()).toBe("t2");
    expect(sent.at(-1)).toEqual({ method: "POST", path: CALLS, token: "t2" });
  });

  it("share one renewal when several find the session gone", async () => {
    const other = "/api/businesses/b1/leads";
    const { apiFetch, sent } = scripted({
      [CALLS]: [failed(401, "unauthorized"), ok()],
      [other]: [failed(401, "unauthorized"), ok()],
      "/api/auth/refresh": [ok({ csrfToken: "t2" })],
    });
    await Promise.all([apiFetch(CALLS), apiFetch(other)]);
    expect(sent.filter((request) => request.path === "/api/auth/refresh")).toHaveLength(1);
  });

  it("end the session when it cannot be renewed", async () => {
    const { apiFetch, onSessionLost } = scripted({
      [CALLS]: [failed(401, "unauthorized")],
      "/api/auth/refresh": [failed(401, "unauthorized")],
    });
    await expect(apiFetch(CALLS)).rejects.toMatchObject({ code: "unauthorized" });
    expect(onSessionLost).toHaveBeenCalledOnce();
  });

  it("do not end the session because the network failed in the middle of renewing it", async () => {
    const { apiFetch, onSessionLost } = scripted({
      [CALLS]: [failed(401, "unauthorized")],
      "/api/auth/refresh": [new TypeError("Failed to fetch")],
    });
    await expect(apiFetch(CALLS)).rejects.toMatchObject({ code: "network" });
    expect(onSessionLost).not.toHaveBeenCalled();
  });

  it("take a wrong password for what it is", async () => {
    const { apiFetch, sent, onSessionLost } = scripted({ "/api/auth/login": [failed(401, "invalid_credentials")] });
    await expect(apiFetch("/api/auth/login", { method: "POST" })).rejects.toMatchObject({
      code: "invalid_credentials",
    });
    expect(sent).toHaveLength(1);
    expect(onSessionLost).not.toHaveBeenCalled();
  });

  it("fetch a fresh token once when another tab has renewed the session", async () => {
    const { apiFetch, sent } = scripted({
      [CALLS]: [failed(403, "csrf_failed"), ok()],
      "/api/auth/me": [ok({ csrfToken: "t3" })],
    });
    await apiFetch(CALLS, { method: "POST" });
    expect(sent.map((request) => request.token)).toEqual(["t1", null, "t3"]);
  });

  it("say so when there is no answer at all", async () => {
    const { apiFetch } = scripted({ [CALLS]: [new TypeError("Failed to fetch")] });
    await expect(apiFetch(CALLS)).rejects.toMatchObject({ code: "network" });
  });
});
