import { describe, expect, test } from "vitest";
import type { AgentSnapshot } from "../../core/assistant/agent-snapshot.ts";
import { aSnapshot } from "../../test/support/calls/snapshot.ts";
import { SnapshotCache } from "./snapshot-cache.ts";

const PLACE = { businessId: "b", tenantDb: "TENANT_0" };
const LIVES_MS = 1_000;

/** A cache whose compilations finish when the test says so. */
function cacheAt(start: number) {
  const clock = { now: start };
  const compilations: { finish(): void; fail(): void }[] = [];
  const cache = new SnapshotCache({
    now: () => clock.now,
    compile: () =>
      new Promise<AgentSnapshot>((resolve, reject) => {
        const version = compilations.length + 1;
        compilations.push({
          finish: () => resolve(aSnapshot({ version, expiresAt: clock.now + LIVES_MS })),
          fail: () => reject(new Error(`compilation ${version}`)),
        });
      }),
  });
  return { cache, clock, compilations };
}

describe("the compiled snapshot", () => {
  test("is made once for calls that come together, and kept for later ones", async () => {
    const { cache, compilations } = cacheAt(0);
    const together = [cache.get(PLACE), cache.get(PLACE)];
    compilations[0]?.finish();
    expect((await Promise.all(together)).map(({ version }) => version)).toEqual([1, 1]);
    expect((await cache.get(PLACE)).version).toBe(1);
    expect(compilations).toHaveLength(1);
  });

  test("expires", async () => {
    const { cache, clock, compilations } = cacheAt(0);
    const first = cache.get(PLACE);
    compilations[0]?.finish();
    await first;
    clock.now = LIVES_MS;
    const second = cache.get(PLACE);
    compilations[1]?.finish();
    expect((await second).version).toBe(2);
  });

  test("that was being made when the settings changed is not kept", async () => {
    const { cache, compilations } = cacheAt(0);
    const before = cache.get(PLACE);
    cache.drop();
    const after = cache.get(PLACE);
    compilations[1]?.finish();
    compilations[0]?.finish();
    expect((await before).version).toBe(1);
    expect((await after).version).toBe(2);
    expect((await cache.get(PLACE)).version).toBe(2);
    expect(compilations).toHaveLength(2);
  });

  test("that could not be made is made anew for the next call", async () => {
    const { cache, compilations } = cacheAt(0);
    const failing = cache.get(PLACE);
    compilations[0]?.fail();
    await expect(failing).rejects.toThrow("compilation 1");
    const next = cache.get(PLACE);
    compilations[1]?.finish();
    expect((await next).version).toBe(2);
  });
});
