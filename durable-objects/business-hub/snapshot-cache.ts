/**
 * The compiled snapshot, once: calls that come together wait for the same compilation, a change drops it at once, and
 * one that was being made meanwhile is not kept.
 */
import type { AgentSnapshot } from "../../core/assistant/agent-snapshot.ts";
import type { BusinessPlace } from "../../worker/db/scope.ts";

export type SnapshotDeps = { compile(place: BusinessPlace): Promise<AgentSnapshot>; now(): number };

export class SnapshotCache {
  readonly #deps: SnapshotDeps;
  #kept: AgentSnapshot | null = null;
  #making: Promise<AgentSnapshot> | null = null;
  #generation = 0;

  constructor(deps: SnapshotDeps) {
    this.#deps = deps;
  }

  async get(place: BusinessPlace): Promise<AgentSnapshot> {
    if (this.#kept && this.#kept.expiresAt > this.#deps.now()) return this.#kept;
    this.#making ??= this.#make(place);
    return this.#making;
  }

  drop(): void {
    this.#kept = null;
    this.#making = null;
    this.#generation++;
  }

  async #make(place: BusinessPlace): Promise<AgentSnapshot> {
    const generation = this.#generation;
    try {
      const made = await this.#deps.compile(place);
      if (generation === this.#generation) this.#kept = made;
      return made;
    } finally {
      if (generation === this.#generation) this.#making = null;
    }
  }
}
