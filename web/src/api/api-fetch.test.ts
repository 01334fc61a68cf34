import { describe, expect, it, vi } from "vitest";
import type { Session } from "../../../core/auth/wire.ts";
import { createApiFetch } from "./api-fetch.ts";

type Sent = { method: string; path: string; token: string | null; person: string | null };

/** Answers each request from the list of its path; the last answer of a list stays. */
function scripted(answers: Record<string, Array<Response | Error>>) {
  const sent: Sent[] = [];
  const send = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const path = String(input);
    const headers = new Headers(init?.headers);
    const [token, shown] = [headers.get("X-CSRF-Token"), headers.get("X-Person")];
    sent.push({ method: init?.method ?? "GET", path, token, person: shown });
    const list = answers[path] ?? [];
    const next = list.length > 1 ? list.shift() : list[0];
    if (!next) throw new Error(`nothing scripted for ${path}`);
    if (next instanceof Error) throw next;
    return next.clone();
  };
  let token: string | null = "t1";
  let person: string | null = "dana";
  const onSessionLost = vi.fn<() => void>();
  const onPersonChanged = vi.fn<() => void>();
  const onVisitOver = vi.fn<(why: string) => void>();
  const apiFetch = createApiFetch({
    fetch: send as typeof fetch,
    csrf: { get: () => token, set: (value) => void (token = value) },
    person: { get: () => person, set: (value) => void (person = value) },
    onSessionLost,
    onPersonChanged,
    onVisitOver,
  });
  return { apiFetch, sent, onSessionLost, onPersonChanged, onVisitOver, token: () => token, person: () => person };
}

const ok = (body: unknown = {}) => Response.json(body);
const session = (csrfToken: string, id = "dana"): Session => ({
  user: { id, email: `${id}@example.test`, name: id, platformRole: null },
  memberships: [],
  csrfToken,
  impersonation: null,
});
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
      "/api/auth/refresh": [ok(session("t2"))],
    });
    const response = await apiFetch(CALLS, { method: "POST" });
    expect(await response.json()).toEqual({ fine: true });
    expect(token()).toBe("t2");
    expect(sent.at(-1)).toMatchObject({ method: "POST", path: CALLS, token: "t2" });
  });

  it("share one renewal when several find the session gone", async () => {
    const other = "/api/businesses/b1/leads";
    const { apiFetch, sent } = scripted({
      [CALLS]: [failed(401, "unauthorized"), ok()],
      [other]: [failed(401, "unauthorized"), ok()],
      "/api/auth/refresh": [ok(session("t2"))],
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
      "/api/auth/me": [ok(session("t3"))],
    });
    await apiFetch(CALLS, { method: "POST" });
    expect(sent.map((request) => request.token)).toEqual(["t1", null, "t3"]);
  });

  it("say whose account the page shows, which changes when somebody comes in by its own door", async () => {
    const { apiFetch, sent, person } = scripted({ [CALLS]: [ok()], "/api/auth/login": [ok(session("t5", "yossi"))] });
    await apiFetch(CALLS);
    await apiFetch("/api/auth/login", { method: "POST" });
    await apiFetch(CALLS);
    expect(sent.map((request) => request.person)).toEqual(["dana", "dana", "yossi"]);
    expect(person()).toBe("yossi");
  });

  it.each([
    ["the server says so", { [CALLS]: [failed(409, "person_changed")] }],
    [
      "the token is repaired",
      { [CALLS]: [failed(403, "csrf_failed"), ok()], "/api/auth/me": [failed(409, "person_changed")] },
    ],
    [
      "the session is renewed",
      { [CALLS]: [failed(401, "unauthorized"), ok()], "/api/auth/refresh": [ok(session("t4", "yossi"))] },
    ],
  ])("are not sent in the name of somebody who came in another tab (found when %s)", async (_, answers) => {
    const { apiFetch, sent, onPersonChanged, person, token } = scripted(answers);
    await expect(apiFetch(CALLS, { method: "POST" })).rejects.toMatchObject({ code: "person_changed" });
    expect(sent.filter(({ path }) => path === CALLS)).toHaveLength(1);
    expect(onPersonChanged).toHaveBeenCalledOnce();
    expect([person(), token()]).toEqual(["dana", "t1"]);
  });

  it("tell that acting as somebody else is over, and do not call it a lost session", async () => {
    const over = Response.json(
      {
        error: {
          code: "unauthorized",
          message: "",
          details: [{ field: "impersonation", problem: "switched_off" }],
        },
      },
      { status: 401 },
    );
    const { apiFetch, onVisitOver, onSessionLost } = scripted({
      [CALLS]: [failed(401, "unauthorized")],
      "/api/auth/refresh": [over],
    });
    await expect(apiFetch(CALLS)).rejects.toMatchObject({ code: "unauthorized" });
    expect(onVisitOver).toHaveBeenCalledWith("switched_off");
    expect(onSessionLost).not.toHaveBeenCalled();
  });

  it("say so when there is no answer at all", async () => {
    const { apiFetch } = scripted({ [CALLS]: [new TypeError("Failed to fetch")] });
    await expect(apiFetch(CALLS)).rejects.toMatchObject({ code: "network" });
  });
});
