/** A file that was read in, with its row in the database and its piece in the store. */
import { START, type TestBusiness } from "./world.ts";
import { importMappings, importRows, imports } from "../../../../worker/db/tenant/schema.ts";
import type { FileStore } from "../../../../worker/adapters/storage.ts";
import { folderOf } from "../../../../worker/features/imports/file/pieces.ts";

/** `secret` stands in every text of it. */
export async function anImport(
  { scope }: TestBusiness,
  files: FileStore,
  { id, secret, leadId, now = START }: { id: string; secret: string; leadId: string | null; now?: number },
): Promise<void> {
  const { db, businessId } = scope;
  await db.insert(imports).values({
    businessId,
    id,
    fileName: `${secret}.csv`,
    state: "done",
    encoding: "utf-8",
    delimiter: ",",
    hasHeader: true,
    columns: [secret],
    sample: [[secret]],
    mapping: ["name"],
    policy: "merge",
    fingerprint: secret,
    fileRows: 2,
    pieces: 1,
    nextRow: 2,
    nextPiece: 1,
    refused: 1,
    withProblems: 1,
    createdBy: secret,
    createdByName: secret,
    createdAt: now,
    startedAt: now,
    touchedAt: now,
    finishedAt: now,
  });
  await db.insert(importRows).values({
    businessId,
    importId: id,
    row: 1,
    outcome: "refused",
    leadId,
    problems: [{ kind: "failed", field: null, value: secret }],
  });
  await db.insert(importMappings).values({ businessId, fingerprint: secret, mapping: ["name"], updatedAt: now });
  const bytes = new TextEncoder().encode(JSON.stringify([[1, [secret], 0]])).slice().buffer;
  await files.put(`${folderOf(businessId, id)}rows/0`, { bytes, type: "application/json" });
}
