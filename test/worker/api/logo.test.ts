import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { RequestOptions } from "./support/browser.ts";
import { aBusiness, aMember, aUser, errorOf, makeWorld } from "./support/world.ts";
import { browserOf, strangerIn } from "../security/stage.ts";
import { aPng, aPngOfBytes, jpeg, png, webp } from "../../support/pictures.ts";
import type { AuditLine } from "../../../core/audit/wire.ts";
import type { Session } from "../../../core/auth/wire.ts";
import { LOGO_MAX_BYTES, LOGO_MAX_PX } from "../../../core/business/logo.ts";
import { r2Files, type FileStore } from "../../../worker/adapters/storage.ts";
import type { Deps } from "../../../worker/deps.ts";

const { RECORDINGS } = env as unknown as { RECORDINGS: R2Bucket };
const OTHER = aPng(64, 64);

async function anOffice(deps: Partial<Deps> = {}) {
  const world = makeWorld({ deps });
  const business = await aBusiness();
  const boss = await aMember(business);
  const signedIn = (person: { id: string }) => browserOf(world, person);
  const manager = await signedIn(boss);
  const path = `${business.path}/logo`;
  const put = (
    raw: NonNullable<RequestOptions["raw"]>,
    type: string | null = "image/png",
    headers: RequestOptions["headers"] = {},
  ) => manager.put(path, { raw, headers: { "Content-Type": type, ...headers } });
  const version = async () => {
    const { memberships } = await (await manager.get("/api/auth/me")).json<Session>();
    return memberships.find(({ businessId }) => businessId === business.id)?.logoVersion;
  };
  const shown = async () => {
    const response = await manager.get(path);
    return response.status === 200 ? new Uint8Array(await response.arrayBuffer()) : response.status;
  };
  const audit = async () => {
    const { items } = await (await manager.get(`${business.path}/audit`)).json<{ items: AuditLine[] }>();
    return items.filter(({ action }) => action === "logo.changed");
  };
  const stored = async () => (await RECORDINGS.list({ prefix: `logos/${business.id}/` })).objects.map(({ key }) => key);
  return {
    world,
    logs: world.logs,
    deps: world.deps,
    signedIn,
    business,
    boss,
    manager,
    path,
    put,
    version,
    shown,
    audit,
    stored,
  };
}

/** The problem that the answer names, of the field `logo`. */
async function problemIn(response: Response) {
  const { code, details } = await errorOf(response);
  return [response.status, code, ...(details ?? []).map(({ field, problem }) => `${field}: ${problem}`)];
}

describe("a logo", () => {
  test.each([
    ["PNG", "image/png", png],
    ["JPEG", "image/jpeg", jpeg],
    ["WebP", "image/webp", webp.lossy],
  ])("that is a %s is taken, and comes back as it was to everybody of the business", async (_, type, bytes) => {
    const { put, business, path, signedIn } = await anOffice();
    expect((await put(bytes, type)).status).toBe(200);
    const agent = await signedIn(await aMember(business, "business"));
    const response = await agent.get(path);
    expect(response.headers.get("Content-Type")).toBe(type);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });

  test("can do nothing when it is opened as a page", async () => {
    const { put, manager, path } = await anOffice();
    await put(png);
    const { headers } = await manager.get(path);
    expect(headers.get("Content-Security-Policy")).toContain("default-src 'none'");
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Content-Disposition")).toBe('inline; filename="logo.png"');
    expect(headers.get("Cross-Origin-Resource-Policy")).toBe("same-origin");
  });

  test("stands in the membership with another number for every upload, and with none once it is removed", async () => {
    const { put, version, manager, path } = await anOffice();
    expect(await version()).toBeNull();
    const answered = [];
    for (const bytes of [png, OTHER, png]) {
      answered.push((await (await put(bytes)).json<{ logoVersion: number }>()).logoVersion);
      expect(await version()).toBe(answered.at(-1));
    }
    expect(new Set(answered).size).toBe(3);
    expect((await manager.delete(path)).status).toBe(204);
    expect(await version()).toBeNull();
  });

  test("is kept for ever under its version, and asked about again under any other address", async () => {
    const { put, version, manager, path } = await anOffice();
    await put(png);
    const now = await version();
    const kept = await manager.get(`${path}?version=${now}`);
    expect(kept.headers.get("Cache-Control")).toBe("private, max-age=31536000, immutable");
    for (const query of ["", "?version=7"]) {
      const response = await manager.get(path + query);
      expect([response.status, response.headers.get("Cache-Control")]).toEqual([200, "private, no-cache"]);
    }
    const tag = kept.headers.get("ETag") ?? "";
    const again = await manager.get(path, { headers: { "If-None-Match": `W/"0", ${tag}` } });
    expect([again.status, await again.text(), again.headers.get("ETag")]).toEqual([304, "", tag]);
    await put(OTHER);
    expect((await manager.get(path, { headers: { "If-None-Match": tag } })).status).toBe(200);
  });

  test.each(["abc", "1.5", "9".repeat(40), "'; drop table businesses; --", "\u0000"])(
    "with the version %j is a mistake that is named",
    async (version) => {
      const { put, manager, path } = await anOffice();
      await put(png);
      const response = await manager.get(`${path}?${new URLSearchParams({ version })}`);
      expect([response.status, (await errorOf(response)).details?.[0]?.field]).toEqual([400, "version"]);
    },
  );

  test("that was never there is 404, also to who asks whether it has changed", async () => {
    const { manager, path } = await anOffice();
    const response = await manager.get(path, { headers: { "If-None-Match": '"null"' } });
    expect([response.status, response.headers.get("Cache-Control")]).toEqual([404, "no-store"]);
  });

  test("whose file is gone, as after a restore, is 404 and is not kept", async () => {
    const { put, stored, version, manager, path } = await anOffice();
    await put(png);
    await RECORDINGS.delete(await stored());
    const response = await manager.get(`${path}?version=${await version()}`);
    expect([response.status, response.headers.get("Cache-Control")]).toEqual([404, "no-store"]);
  });

  test("leaves one file behind it, and none once it is removed", async () => {
    const { put, version, stored, business, manager, path } = await anOffice();
    await put(png);
    await put(OTHER);
    expect(await stored()).toEqual([`logos/${business.id}/${await version()}`]);
    await manager.delete(path);
    expect(await stored()).toEqual([]);
  });
});

describe("what is no logo is refused by name, and changes nothing", () => {
  const text = (value: string) => new Uint8Array(new TextEncoder().encode(value));
  const svg = text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');

  test.each<[string, string | null, Uint8Array<ArrayBuffer>, string]>([
    ["an SVG", "image/svg+xml", svg, "not_a_picture"],
    ["an SVG called PNG", "image/png", svg, "not_a_picture"],
    ["a GIF", "image/gif", text("GIF89a"), "not_a_picture"],
    ["a PNG called JPEG", "image/jpeg", png, "other_type"],
    ["a JPEG called PNG", "image/png", jpeg, "other_type"],
    ["a page called PNG", "image/png", text("<!doctype html><script>alert(1)</script>"), "not_a_picture"],
    ["a PNG called text", "text/plain", png, "not_a_picture"],
    ["a PNG in a form", "multipart/form-data; boundary=x", png, "not_a_picture"],
    ["a PNG called JSON", "application/json", png, "not_a_picture"],
    ["a PNG called nothing", null, png, "not_a_picture"],
    ["a PNG called two things", "image/png, text/html", png, "not_a_picture"],
    ["nothing at all", "image/png", new Uint8Array(), "empty"],
    ["half a PNG", "image/png", png.slice(0, 90), "damaged"],
    ["a dot", "image/png", aPng(8, 8), "too_few_pixels"],
    ["a wall", "image/png", aPng(LOGO_MAX_PX + 1, 20), "too_many_pixels"],
  ])("%s", async (_, type, bytes, problem) => {
    const { put, shown, version, audit, stored } = await anOffice();
    await put(OTHER);
    const before = await version();
    expect(await problemIn(await put(bytes, type))).toEqual([400, "validation_failed", `logo: ${problem}`]);
    expect([await shown(), await version()]).toEqual([OTHER, before]);
    expect(await audit()).toHaveLength(1);
    expect(await stored()).toHaveLength(1);
  });

  test("a picture of one byte more than the bound, while one of exactly the bound is taken", async () => {
    const { put, shown } = await anOffice();
    const largest = aPngOfBytes(LOGO_MAX_BYTES);
    expect((await put(largest)).status).toBe(200);
    const larger = aPngOfBytes(LOGO_MAX_BYTES + 1);
    expect(await problemIn(await put(larger))).toEqual([413, "payload_too_large"]);
    expect(await problemIn(await put(larger, "image/png", { "Content-Length": String(larger.length) }))).toEqual([
      413,
      "payload_too_large",
    ]);
    expect(await shown()).toEqual(largest);
  });

  test("its type may carry a parameter and capitals", async () => {
    expect((await (await anOffice()).put(png, "Image/PNG; charset=binary")).status).toBe(200);
  });
});

describe("an upload that does not come to its end changes nothing", () => {
  const brokenOff = () =>
    new ReadableStream({
      start(controller) {
        controller.enqueue(png.slice(0, 100));
        controller.error(new Error("the network is gone"));
      },
    });

  test("when the body breaks off", async () => {
    const { put, shown, audit, stored } = await anOffice();
    await put(OTHER);
    const response = await put(brokenOff(), "image/png", { "Content-Length": String(png.length) });
    expect(await problemIn(response)).toEqual([400, "bad_request"]);
    expect(await shown()).toEqual(OTHER);
    expect([(await audit()).length, (await stored()).length]).toEqual([1, 1]);
  });

  test("when less came than was announced, even if that much is a picture", async () => {
    const { put, shown } = await anOffice();
    await put(OTHER);
    const response = await put(png, "image/png", { "Content-Length": String(png.length + 10) });
    expect(await problemIn(response)).toEqual([400, "validation_failed", "logo: damaged"]);
    expect(await shown()).toEqual(OTHER);
  });

  const broken = (change: Partial<FileStore>): { files: FileStore } => ({
    files: { ...r2Files(RECORDINGS), ...change },
  });

  test("when the store does not take it", async () => {
    const failing = r2Files({ ...RECORDINGS, put: () => Promise.reject(new Error("R2 is down")) });
    const { put, version, audit } = await anOffice(broken({ put: failing.put }));
    expect(await problemIn(await put(png))).toEqual([502, "dependency_failed"]);
    expect([await version(), await audit()]).toEqual([null, []]);
  });

  test("when another manager is faster: theirs stays, and this one is not left lying about", async () => {
    const store = r2Files(RECORDINGS);
    let theirs: (() => Promise<unknown>) | null = null;
    const { put, shown, audit, stored } = await anOffice(
      broken({
        // Between the look at the old version and the write of the new one.
        put: async (key, file) => {
          const first = theirs;
          theirs = null;
          await first?.();
          await store.put(key, file);
        },
      }),
    );
    theirs = () => put(OTHER);
    expect(await problemIn(await put(png))).toEqual([409, "conflict"]);
    expect(await shown()).toEqual(OTHER);
    expect([(await audit()).length, (await stored()).length]).toEqual([1, 1]);
  });

  test("but an old file that could not be removed does not undo the new one", async () => {
    const { put, shown, logs } = await anOffice(broken({ remove: () => Promise.reject(new Error("R2 is down")) }));
    await put(png);
    expect((await put(OTHER)).status).toBe(200);
    expect(await shown()).toEqual(OTHER);
    expect(logs.map(({ event }) => event)).toContain("logo_left_behind");
  });
});

describe("who may", () => {
  test("change it: managers alone", async () => {
    const { business, path, signedIn, shown } = await anOffice();
    const agent = await signedIn(await aMember(business, "business"));
    const headers = { "Content-Type": "image/png" };
    expect((await agent.put(path, { raw: png, headers })).status).toBe(403);
    expect((await agent.delete(path)).status).toBe(403);
    expect(await shown()).toBe(404);
  });

  test("see it: nobody of another business, and no admin who is not of this one", async () => {
    const { world, put, path, signedIn } = await anOffice();
    await put(png);
    const stranger = await signedIn(await aMember(await aBusiness()));
    const admin = await signedIn(await aUser({ platformRole: "admin" }));
    expect((await stranger.get(path)).status).toBe(404);
    expect((await admin.get(path)).status).toBe(404);
    expect((await strangerIn(world).get(path)).status).toBe(401);
  });

  test("change it in a suspended business: nobody, while everybody still sees it", async () => {
    const { put, deps, business, shown, manager, path } = await anOffice();
    await put(png);
    await deps.directory.run(sql`update businesses set status = 'suspended' where id = ${business.id}`);
    expect((await put(OTHER)).status).toBe(403);
    expect((await manager.delete(path)).status).toBe(403);
    expect(await shown()).toEqual(png);
  });
});

describe("the audit log", () => {
  test("says who changed it, what it is, and who removed it", async () => {
    const { world, put, audit, manager, path, boss, business } = await anOffice();
    await put(png);
    world.clock.now += 1;
    await manager.delete(path);
    const line = {
      actor: { userId: boss.id },
      record: { type: "business", id: business.id, label: business.name },
    };
    expect(await audit()).toMatchObject([
      { ...line, data: { removed: true } },
      { ...line, data: { type: "image/png", width: 40, height: 24, bytes: png.length } },
    ]);
  });

  test("has no line of removing what is not there", async () => {
    const { manager, path, audit } = await anOffice();
    expect((await manager.delete(path)).status).toBe(204);
    expect(await audit()).toEqual([]);
  });
});
