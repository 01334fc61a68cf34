/**
 * Taking lists out as files, with the filters of their screens. Before the first byte leaves, the log says who took what
 * by which filters, and how many rows these are. A list that can be taken out has a row in `EXPORTERS`.
 */
import { exportCalls } from "./call-lines.ts";
import { exportLeads } from "./lead-lines.ts";
import { exportListings } from "./listing-lines.ts";
import type { Actor } from "../../../core/audit/actions.ts";
import { BOM, csvLine } from "../../../core/imports/csv.ts";
import type { ExportBody, ExportKind } from "../../../core/imports/wire.ts";
import type { BusinessScope } from "../../db/scope.ts";
import type { Deps } from "../../deps.ts";
import { noteInTenant } from "../audit/lines.ts";

export type Exported = {
  headers: readonly string[];
  /** How many there are as it begins. */
  rows: number;
  /** Page after page, each read when the one before has gone out. */
  pages: AsyncGenerator<readonly (readonly (string | number | null)[])[]>;
};

type FilterOf<Kind extends ExportKind> = Extract<ExportBody, { kind: Kind }>["filter"];
type Exporters = {
  [Kind in ExportKind]: (deps: Deps, scope: BusinessScope, filter: FilterOf<Kind>) => Promise<Exported>;
};

const EXPORTERS: Exporters = {
  leads: exportLeads,
  calls: (_, scope, filter) => exportCalls(scope, filter),
  listings: exportListings,
};

function exportedOf(deps: Deps, scope: BusinessScope, body: ExportBody): Promise<Exported> {
  switch (body.kind) {
    case "leads":
      return EXPORTERS.leads(deps, scope, body.filter);
    case "calls":
      return EXPORTERS.calls(deps, scope, body.filter);
    case "listings":
      return EXPORTERS.listings(deps, scope, body.filter);
  }
}

export async function exportLines(
  deps: Deps,
  scope: BusinessScope,
  actor: Actor,
  body: ExportBody,
): Promise<AsyncGenerator<string>> {
  const exported = await exportedOf(deps, scope, body);
  await noteInTenant(deps, scope, actor, {
    action: "records.exported",
    record: { type: "export", id: deps.newId(), label: null },
    data: { kind: body.kind, filter: body.filter, rows: exported.rows },
  });
  return linesOf(exported);
}

async function* linesOf({ headers, pages }: Exported): AsyncGenerator<string> {
  yield `${BOM}${csvLine(headers)}`;
  for await (const page of pages) for (const cells of page) yield csvLine(cells);
}
