import { ENDS, whenOf } from "./words.ts";
import type { Exported } from "./service.ts";
import { readablePhone } from "../../../core/imports/csv.ts";
import type { CallSummary } from "../../../core/calls/wire.ts";
import type { BusinessScope } from "../../db/scope.ts";
import { countCalls, listCalls, type CallFilter, type ListedFilter } from "../calls/queries.ts";
import { readyFilter } from "../calls/service.ts";

const PAGE = 100;
const COUNTED_MOST = 1_000_000;
const SECOND_MS = 1_000;

const HEADERS = ["התחילה", "כיוון", "טלפון", "ליד", "אורך בשניות", "איך הסתיימה", "צריך לחזור", "סיכום"] as const;

export async function exportCalls(scope: BusinessScope, filter: CallFilter): Promise<Exported> {
  const ready = await readyFilter(scope, filter);
  return { headers: HEADERS, rows: await countCalls(scope, ready, COUNTED_MOST), pages: pagesOf(scope, ready) };
}

/** Latest first; calls that begin meanwhile are not of this file. */
async function* pagesOf(scope: BusinessScope, filter: ListedFilter) {
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await listCalls(scope, { limit: PAGE, cursor }, filter);
    yield items.map(cellsOf);
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
}

function cellsOf(call: CallSummary): (string | number | null)[] {
  const isOut = call.direction === "outbound";
  const waits = call.callBack && call.calledBack === null;
  return [
    whenOf(call.startedAt),
    isOut ? "יוצאת" : "נכנסת",
    readablePhone(isOut ? call.to : call.from),
    call.leadName,
    call.durationMs === null ? null : Math.round(call.durationMs / SECOND_MS),
    call.endReason && ENDS[call.endReason],
    waits ? "כן" : "",
    call.summary,
  ];
}
