/** For tests: a folder of migrations that fits together, to be spoiled. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { writeFingerprints } from "./landed.ts";

/** Migrations by tag, in order. `lastSnapshot`: what the generator saw; without one, an empty schema. */
export function aChain(migrations: Readonly<Record<string, string>>, lastSnapshot: object = { tables: {}, views: {} }) {
  const folder = mkdtempSync(join(tmpdir(), "agentlocator-chain-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: string | object) =>
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  mkdirSync(join(folder, "meta"));
  const entries = Object.entries(migrations).map(([tag, sql], idx) => {
    write(`${tag}.sql`, sql);
    write(`meta/${tag.slice(0, 4)}_snapshot.json`, { ...lastSnapshot, id: `id ${idx}`, prevId: `id ${idx - 1}` });
    return { idx, tag, when: idx };
  });
  write("meta/_journal.json", { entries });
  writeFingerprints(folder);
  return { folder, write, remove: (name: string) => rmSync(join(folder, name)) };
}
