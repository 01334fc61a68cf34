/**
 * Whatever one business does, not a row, an event or a cached thing of its competitor is changed or shown: for arbitrary
 * data and arbitrary doings, on one tenant database and on two.
 */
import { env as platform } from "cloudflare:workers";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { makeWorld } from "../api/support/world.ts";
import { browserOf } from "../security/stage.ts";
import { aim, OPERATIONS, type Actors } from "./operations.ts";
import { makeSide, photograph, sideData, type Side } from "./two-sides.ts";
import { LISTENER_HEADER, type HubListener } from "../../../core/contract/hub-listener.ts";
import { depsOf } from "../../../worker/deps.ts";
import type { Env } from "../../../worker/env.ts";

const { hub } = depsOf(platform as unknown as Env);
const RUNS = 40;

/** A dashboard of this side, and what it hears. */
async function dashboardOf({ business, manager }: Side) {
  const listener: HubListener = { sessionId: "s", userId: manager.id, onlyOf: null, isManager: true };
  const { webSocket } = await hub(business.id).fetch("https://hub/live", {
    headers: { upgrade: "websocket", [LISTENER_HEADER]: JSON.stringify(listener) },
  });
  if (!webSocket) throw new Error("no socket");
  const heard: string[] = [];
  webSocket.accept();
  webSocket.addEventListener("message", ({ data }) => void heard.push(String(data)));
  webSocket.addEventListener("close", () => void heard.push("closed"));
  return { heard, close: () => webSocket.close(1000) };
}

const shownBy = async (answer: unknown): Promise<string> =>
  answer instanceof Response ? new TextDecoder().decode(await answer.arrayBuffer()) : JSON.stringify(answer ?? null);

const done = new Map<string, number>();

describe.each([
  ["on one tenant database", "TENANT_0", "TENANT_0"],
  ["on two", "TENANT_0", "TENANT_1"],
])("two businesses %s", (_, ownDb, otherDb) => {
  test("what one does, the other neither loses nor shows", { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        sideData,
        sideData,
        fc.array(aim, { minLength: 6, maxLength: 14 }),
        async (mine, others, aims) => {
          const run = crypto.randomUUID();
          const [own, other] = [await makeSide(run, ownDb, mine), await makeSide(run, otherDb, others)];
          const world = makeWorld({ deps: { hub } });
          const actors: Actors = {
            deps: world.deps,
            own,
            other,
            manager: await browserOf(world, own.manager),
            agent: await browserOf(world, own.agent),
          };
          const dashboard = await dashboardOf(other);
          const before = await photograph(other);
          for (const { operation, ...at } of aims) {
            const perform = OPERATIONS[operation];
            if (!perform) throw new Error(operation);
            const answer = await perform(actors, at).catch((error: unknown) => String(error));
            if (answer instanceof Response) expect(answer.status, operation).toBeLessThan(500);
            expect(await shownBy(answer), operation).not.toContain(other.secret);
            done.set(operation, (done.get(operation) ?? 0) + 1);
          }
          expect(await photograph(other)).toEqual(before);
          expect(dashboard.heard).toEqual([]);
          dashboard.close();
        },
      ),
      { numRuns: RUNS },
    );
  });
});

afterAll(() => {
  // A property that never tries half of what there is would prove little.
  expect(done.size).toBeGreaterThan(Object.keys(OPERATIONS).length / 2);
});

test("the test itself would notice: a row of the other business that changes is a difference", async () => {
  const [data] = fc.sample(sideData, 1);
  if (!data) throw new Error("no data");
  const side = await makeSide(crypto.randomUUID(), "TENANT_1", data);
  const before = await photograph(side);
  await side.business.scope.db.$client
    .prepare("update leads set name = 'x' || id where business_id = ?")
    .bind(side.business.id)
    .run();
  expect(await photograph(side)).not.toEqual(before);
});
