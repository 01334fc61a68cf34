import { afterEach, describe, expect, test, vi } from "vitest";
import { isPassing, tryAgain } from "./try-again.ts";

const wrapped = (message: string) => new Error("Failed query: …", { cause: new Error(message) });

describe("a failure that passes", () => {
  test.each([
    new Error("D1_ERROR: Network connection lost."),
    wrapped("D1_ERROR: Network connection lost."),
    new Error("D1 DB storage caused object to be reset."),
    new Error("Durable Object reset because its code was updated."),
    new Error("internal error; reference = abc123"),
    Object.assign(new Error("broken"), { retryable: true }),
  ])("is %s", (error) => {
    expect(isPassing(error)).toBe(true);
  });

  test.each([
    new Error("D1_ERROR: UNIQUE constraint failed: calls.id"),
    new Error("no such table: calls"),
    Object.assign(new Error("Durable Object is overloaded."), { retryable: true, overloaded: true }),
    "Network connection lost",
    null,
  ])("is not %s", (error) => {
    expect(isPassing(error)).toBe(false);
  });
});

describe("trying again", () => {
  function clock() {
    const pauses: number[] = [];
    let now = 0;
    return {
      pauses,
      later: (ms: number) => void (now += ms),
      deps: {
        now: () => now,
        pause: async (ms: number) => {
          pauses.push(ms);
          now += ms;
        },
        failed: () => {},
      },
    };
  }
  const lost = () => new Error("Network connection lost.");

  test("does the work again until it works", async () => {
    const { deps, pauses } = clock();
    let tries = 0;
    const answer = await tryAgain(async () => {
      if (++tries < 3) throw lost();
      return "done";
    }, deps);
    expect([answer, tries, pauses]).toEqual(["done", 3, [100, 300]]);
  });

  test("stops at what does not pass, at once", async () => {
    const { deps, pauses } = clock();
    await expect(tryAgain(() => Promise.reject(new Error("no such table")), deps)).rejects.toThrow("no such table");
    expect(pauses).toEqual([]);
  });

  test("stops after a few tries, and when its time is over, with the last error", async () => {
    const few = clock();
    await expect(tryAgain(() => Promise.reject(lost()), few.deps)).rejects.toThrow("lost");
    expect(few.pauses).toEqual([100, 300, 900, 1_800]);
    const slow = clock();
    const work = async () => {
      slow.later(5_000);
      throw lost();
    };
    await expect(tryAgain(work, slow.deps)).rejects.toThrow("lost");
    expect(slow.pauses).toEqual([100]);
  });
});

describe("work that does not answer", () => {
  afterEach(() => void vi.useRealTimers());
  const realTime = {
    now: () => Date.now(),
    pause: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
    failed: () => {},
  };
  const hangs = () => new Promise<never>(() => {});

  test("is asked once more, of an object that has come to itself meanwhile", async () => {
    vi.useFakeTimers();
    let tries = 0;
    const answer = tryAgain(() => (++tries === 1 ? hangs() : Promise.resolve("done")), realTime);
    await vi.advanceTimersByTimeAsync(5_200);
    await expect(answer).resolves.toBe("done");
  });

  test("is given up well within the 15 s that Twilio waits", async () => {
    vi.useFakeTimers();
    const answer = tryAgain(hangs, realTime).catch((error: unknown) => String(error));
    await vi.advanceTimersByTimeAsync(10_000);
    await expect(answer).resolves.toMatch(/no answer within/);
  });
});
