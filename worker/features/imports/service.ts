/** What people do with an import: look what would become of it, begin, stop, go on, take back. */
import { moveImport, findImport, rememberMapping, type ImportRecord, type StartValues } from "./queries.ts";
import { folderOf } from "./file/pieces.ts";
import { contextOf } from "./run/service.ts";
import { tellImport } from "./tell.ts";
import type { Actor, AuditAction } from "../../../core/audit/actions.ts";
import { CodedError, invalidFields } from "../../../core/contract/errors.ts";
import { namesSomebody, repeated } from "../../../core/imports/fields.ts";
import { readRow } from "../../../core/imports/row.ts";
import { mayDo, UNDO_MS, type ImportAction } from "../../../core/imports/states.ts";
import type { ImportDetail, ImportSummary, PreviewBody, PreviewRow } from "../../../core/imports/wire.ts";
import type { BusinessPlace, BusinessScope } from "../../db/scope.ts";
import type { Deps } from "../../deps.ts";
import { auditInTenant } from "../audit/lines.ts";

type Listed = Omit<ImportRecord, "sample" | "columns" | "mapping">;

export function summaryOf(record: Listed): ImportSummary {
  const { id, fileName, state, fileRows, hasHeader, createdByName, createdAt, startedAt, finishedAt } = record;
  const { made, changed, skipped, refused, withProblems, removed, restored, kept } = record;
  const isUndo = state === "undoing" || state === "undone";
  return {
    id,
    fileName,
    state,
    rows: Math.max(0, fileRows - (hasHeader ? 1 : 0)),
    rowsDone: made + changed + skipped + refused,
    counts: { made, changed, skipped, refused, withProblems },
    undone: isUndo ? { removed, restored, left: kept } : null,
    createdByName,
    createdAt,
    startedAt,
    finishedAt,
  };
}

export const detailOf = (record: ImportRecord): ImportDetail => {
  const { encoding, delimiter, hasHeader, columns, sample, mapping, isRemembered, policy } = record;
  return {
    ...summaryOf(record),
    encoding,
    delimiter,
    hasHeader,
    columns,
    sample,
    mapping: [...mapping],
    isRemembered,
    policy,
  };
};

export async function readImport(scope: BusinessScope, importId: string): Promise<ImportRecord> {
  const record = await findImport(scope, importId);
  if (!record) throw new CodedError("not_found", "there is no such import");
  return record;
}

/** What would become of the first rows. */
export async function previewImport(
  deps: Deps,
  scope: BusinessScope,
  record: ImportRecord,
  { mapping, hasHeader }: PreviewBody,
): Promise<PreviewRow[]> {
  assertMapping(record, mapping);
  const context = await contextOf(deps, scope, { ...record, mapping, hasHeader });
  const rows = hasHeader ? record.sample : [record.columns, ...record.sample];
  return rows.map((cells, nth) => {
    const { person, problems } = readRow(cells, context);
    return {
      row: nth + 1,
      name: person?.name ?? null,
      phones: person?.phones ?? [],
      emails: person?.emails ?? [],
      isTaken: person !== null,
      problems,
    };
  });
}

function assertMapping({ columns }: ImportRecord, mapping: PreviewBody["mapping"]): void {
  const problem =
    mapping.length !== columns.length
      ? "another number of columns than the file has"
      : repeated(mapping).length > 0
        ? "a field stands twice that may stand once"
        : namesSomebody(mapping)
          ? null
          : "no column says who it is about";
  if (problem !== null) throw invalidFields({ field: "mapping", problem });
}

type Who = { actor: Actor; place: BusinessPlace };

export async function startImport(
  deps: Deps,
  scope: BusinessScope,
  { actor, place }: Who,
  record: ImportRecord,
  values: StartValues,
): Promise<ImportRecord> {
  assertMapping(record, [...values.mapping]);
  const now = deps.now();
  const set = { ...values, nextRow: values.hasHeader ? 1 : 0, startedAt: now, touchedAt: now };
  const { policy } = values;
  await move(deps, scope, actor, record, {
    action: "start",
    to: "running",
    set,
    data: { policy, rows: rowsOf(record, values) },
  });
  if (values.hasHeader) await rememberMapping(scope, { fingerprint: record.fingerprint, mapping: values.mapping, now });
  return goOn(deps, scope, place, record, "run_import");
}

const rowsOf = ({ fileRows }: ImportRecord, { hasHeader }: StartValues): number => fileRows - (hasHeader ? 1 : 0);

export async function cancelImport(deps: Deps, scope: BusinessScope, { actor }: Who, record: ImportRecord) {
  const now = deps.now();
  // What was thrown away before it began has changed nothing, and nothing is kept of it.
  const cleared = record.state === "uploaded" ? { clearedAt: now, sample: [], columns: [] } : {};
  const set = { finishedAt: now, touchedAt: now, ...cleared };
  await move(deps, scope, actor, record, { action: "cancel", to: "cancelled", set, data: {} });
  if (record.state === "uploaded") await deps.files.removeAll(folderOf(scope.businessId, record.id));
  await tellImport(deps, scope, record.id);
  return readImport(scope, record.id);
}

export async function resumeImport(deps: Deps, scope: BusinessScope, { actor, place }: Who, record: ImportRecord) {
  const set = { touchedAt: deps.now(), stalls: 0 };
  await move(deps, scope, actor, record, { action: "resume", to: "running", set, data: {} });
  return goOn(deps, scope, place, record, "run_import");
}

/** Throws `conflict` where it is too late. */
export async function beginUndo(deps: Deps, scope: BusinessScope, { actor, place }: Who, record: ImportRecord) {
  const now = deps.now();
  // Beyond the last row there is.
  const set = { undoRow: 2 ** 31, undoneBy: actor.userId, touchedAt: now, stalls: 0 };
  const { made, changed } = record;
  await move(deps, scope, actor, record, { action: "undo", to: "undoing", set, data: { made, changed } });
  return goOn(deps, scope, place, record, "undo_import");
}

const LINES = {
  start: "leads.import_started",
  cancel: "leads.import_cancelled",
  resume: "leads.import_resumed",
  undo: "leads.import_undone",
} as const satisfies Record<ImportAction, AuditAction>;

type Move = {
  action: ImportAction;
  to: ImportRecord["state"];
  set: Partial<ImportRecord>;
  data: Record<string, unknown>;
};

async function move(
  deps: Deps,
  scope: BusinessScope,
  actor: Actor,
  record: ImportRecord,
  { action, to, set, data }: Move,
) {
  const line = auditInTenant(deps, scope, actor, {
    action: LINES[action],
    record: { type: "import", id: record.id, label: record.fileName },
    data,
  });
  const now = deps.now();
  const limit = action === "undo" ? { finishedAfter: now - UNDO_MS } : {};
  const isMoved =
    mayDo(action, record, now) && (await moveImport(scope, record.id, { action, to, set, line, ...limit }));
  if (!isMoved) throw new CodedError("conflict", `the import is in no state to ${action} it`);
}

/** The sweep sends the job again where the queue did not take it. */
async function goOn(
  deps: Deps,
  scope: BusinessScope,
  place: BusinessPlace,
  { id }: ImportRecord,
  type: "run_import" | "undo_import",
): Promise<ImportRecord> {
  await deps.jobs
    .send({ type, ...place, importId: id })
    .catch((cause: unknown) => deps.log.error("import_job_not_sent", { importId: id, cause }));
  await tellImport(deps, scope, id);
  return readImport(scope, id);
}
