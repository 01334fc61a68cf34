import type { OpenAPIV3_1 } from "openapi-types";
import { beforeAll, describe, expect, test } from "vitest";
import { makeWorld } from "./support/world.ts";
import { createApp } from "../../../worker/app.ts";

const routes = [
  ...new Set(
    createApp()
      .routes.filter(({ method, path }) => method !== "ALL" && path.startsWith("/api/"))
      .map(({ method, path }) => `${method} ${path}`),
  ),
].map((route) => route.split(" ") as [method: string, path: string]);

let document: OpenAPIV3_1.Document;
beforeAll(async () => {
  document = await (await makeWorld().browser().get("/api/openapi.json")).json();
});

function operation(method: string, path: string): OpenAPIV3_1.OperationObject | undefined {
  const item = document.paths?.[path.replace(/:(\w+)/g, "{$1}")];
  return item?.[method.toLowerCase() as "get" | "post" | "patch"];
}

test("the document is OpenAPI 3.1 of this version, and says how to sign in", () => {
  expect(document.openapi).toBe("3.1.0");
  expect(Object.keys(document.components?.securitySchemes ?? {})).toEqual(["session", "csrf"]);
});

describe.each(routes)("%s %s", (method, path) => {
  test("is in the document, with a summary and its answers", () => {
    const found = operation(method, path);
    expect(found?.summary).toBeTruthy();
    expect(Object.keys(found?.responses ?? {})).not.toEqual([]);
  });

  test("says what it needs: inside a business a session, for a change the CSRF token too", () => {
    if (!path.startsWith("/api/businesses/")) return;
    expect(operation(method, path)?.security).toEqual([method === "GET" ? { session: [] } : { session: [], csrf: [] }]);
  });
});

test("requests and answers are described from the schemas that check them", () => {
  const calls = operation("GET", "/api/businesses/:businessId/calls");
  expect(calls?.parameters?.map((parameter) => ("name" in parameter ? parameter.name : ""))).toEqual(
    expect.arrayContaining(["businessId", "limit", "cursor", "status", "leadId", "callBack"]),
  );
  expect(JSON.stringify(calls?.responses?.["200"])).toContain("costMicroUsd");
  const settings = operation("PATCH", "/api/businesses/:businessId/settings");
  expect(JSON.stringify(settings?.requestBody)).toContain("handoffPhone");
  expect(Object.keys(settings?.responses ?? {})).toEqual(["200", "400", "401", "403", "404", "409", "413", "429"]);
});

test("every reference leads somewhere", () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
    ([, name]) => name,
  );
  for (const name of references) expect(document.components?.schemas).toHaveProperty([name ?? ""]);
});

test("the page to read it loads its scripts from files of ours", async () => {
  const page = await (await makeWorld().browser().get("/api/docs")).text();
  const scripts = [...page.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)];
  expect(scripts).toHaveLength(2);
  for (const [, attributes, inline] of scripts)
    expect([attributes, inline]).toEqual([expect.stringMatching(/src="\/vendor\/swagger-ui\//), ""]);
});
