import { describe, expect, test } from "vitest";
import { aBusiness, aMember, errorOf, makeWorld } from "./support/world.ts";
import assetHeaders from "../../../web/public/_headers?raw";

type Policy = Record<string, string>;
const policyOf = (text: string | null): Policy =>
  Object.fromEntries(
    (text ?? "").split("; ").map((part) => [part.split(" ")[0] ?? "", part.split(" ").slice(1).join(" ")]),
  );

async function answers() {
  const world = makeWorld();
  const business = await aBusiness();
  const browser = await world.signedIn((await aMember(business)).email);
  return {
    "an answer of the API": await browser.get(`${business.path}/calls`),
    "an error": await world.browser().get("/api/auth/me"),
    "what is not there": await world.browser().get("/api/nothing"),
    "the description's page": await world.browser().get("/api/docs"),
    "a webhook": await world.browser().post("/webhooks/twilio/voice"),
    "the health check": await world.browser().get("/healthz"),
  };
}

describe("every answer of the Worker", () => {
  test("can stand in no frame, loads nothing from elsewhere and runs nothing inline", async () => {
    for (const [name, { headers }] of Object.entries(await answers())) {
      const policy = policyOf(headers.get("Content-Security-Policy"));
      expect(policy, name).toMatchObject({
        "default-src": "'none'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
        "object-src": "'none'",
      });
      expect(headers.get("Content-Security-Policy"), name).not.toMatch(/unsafe|\*|http/);
      expect(headers.get("X-Frame-Options"), name).toBe("DENY");
    }
  });

  test("is not guessed at, not shared with other sites, not kept, and asks for https", async () => {
    for (const [name, { headers }] of Object.entries(await answers())) {
      expect(Object.fromEntries(headers), name).toMatchObject({
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "strict-transport-security": "max-age=31536000; includeSubDomains",
        "permissions-policy": expect.stringContaining("microphone=()"),
        "cache-control": "no-store",
      });
      expect(headers.get("Access-Control-Allow-Origin"), name).toBeNull();
    }
  });

  test("sends nobody anywhere: no input makes a redirect", async () => {
    const { browser } = makeWorld();
    const elsewhere = "https%3A%2F%2Fevil.test";
    for (const path of [
      `/api/auth/me?next=${elsewhere}`,
      `/api/docs?url=${elsewhere}`,
      `/api/docs/`,
      `/api//evil.test`,
      `//evil.test/api/auth/me`,
      `/api/..%2f..%2fevil.test`,
      `/api/auth/login?redirect=${elsewhere}`,
      `/healthz/`,
    ]) {
      const response = await browser().get(path);
      expect([path, response.headers.get("Location"), response.status >= 300 && response.status < 400]).toEqual([
        path,
        null,
        false,
      ]);
    }
  });
});

test("on http nothing asks for https, which a laptop does not have", async () => {
  const world = makeWorld({ publicUrl: "http://localhost:8787" });
  const { headers } = await world.browser().get("/healthz");
  expect(headers.get("Strict-Transport-Security")).toBeNull();
  expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
});

describe("the dashboard's files", () => {
  const lines = assetHeaders.split("\n").map((line) => line.trim());
  const valueOf = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? null;

  test("run scripts and styles of files of ours alone, and stand in no frame", () => {
    expect(policyOf(valueOf("Content-Security-Policy"))).toEqual({
      "default-src": "'none'",
      "script-src": "'self'",
      "style-src": "'self'",
      "img-src": "'self' data:",
      "font-src": "'self'",
      "connect-src": "'self'",
      "media-src": "'self' blob:",
      "manifest-src": "'self'",
      // The form of a business, as it will look in its site.
      "frame-src": "'self'",
      "base-uri": "'none'",
      "form-action": "'self'",
      "frame-ancestors": "'none'",
      "object-src": "'none'",
    });
    expect(valueOf("X-Frame-Options")).toBe("DENY");
  });

  test("have the other headers as the API has them", async () => {
    const { headers } = await makeWorld().browser().get("/healthz");
    for (const name of [
      "Cross-Origin-Opener-Policy",
      "Cross-Origin-Resource-Policy",
      "Permissions-Policy",
      "Referrer-Policy",
      "Strict-Transport-Security",
      "X-Content-Type-Options",
    ])
      expect([name, valueOf(name)]).toEqual([name, headers.get(name)]);
  });
});

describe("a body that is no JSON", () => {
  test.each([
    "text/plain",
    "text/plain;charset=UTF-8",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonp",
    "",
  ])("(%s) is a bad request, for sign-in and for changes", async (type) => {
    const world = makeWorld();
    const business = await aBusiness();
    const browser = await world.signedIn((await aMember(business)).email);
    const headers = { "Content-Type": type };
    const raw = JSON.stringify({ name: "Somebody else" });
    for (const response of [
      await world.browser().post("/api/auth/login", { raw, headers }),
      await browser.patch("/api/auth/profile", { raw, headers }),
      await browser.patch(`${business.path}/settings`, { raw, headers }),
    ])
      expect([response.status, (await errorOf(response)).code]).toEqual([400, "bad_request"]);
    expect((await (await browser.get("/api/auth/me")).json<{ user: { name: string } }>()).user.name).toBe(
      "Test Person",
    );
  });

  test("from another site's form is refused as such", async () => {
    const { browser } = makeWorld();
    const response = await browser().post("/api/auth/login", {
      raw: "email=a@b.test&password=x",
      headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: "https://evil.test" },
    });
    expect((await errorOf(response)).code).toBe("csrf_failed");
  });
});
