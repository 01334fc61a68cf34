/**
 * Moving a lead to another status: shown at once, told in a toast with which it is taken back. It belongs to no screen,
 * for the card or the row that began it is gone by the time the answer comes.
 */
import type { QueryClient } from "@tanstack/react-query";
import type { LeadCounts } from "../../../../../core/leads/counts.ts";
import type { LeadStatus, StatusChanged } from "../../../../../core/leads/status.ts";
import { asksReasonOf } from "../../../../../core/leads/status-rules.ts";
import type { Lead } from "../../../../../core/leads/wire.ts";
import { ApiError, hasCode } from "../../../api/api-error.ts";
import { api } from "../../../api/client.ts";
import { errorMessage } from "../../../api/error-message.ts";
import { isLastOf } from "../../../api/last-of-scope.ts";
import type { ListPages } from "../../../api/scrolled-list.ts";
import { he } from "../../../i18n/he.ts";
import { notify } from "../../../ui/toast.tsx";
import { leadKeys, leadStatusesQuery, type LeadsQuery } from "../lead-queries.ts";
import { movedIn, movedInColumn, movedInCounts, type Moved } from "./moved.ts";

const t = he.statuses.move;
const SCOPE = "status:";

type Move = { lead: Lead; to: LeadStatus; reason?: string | undefined; isUndo?: boolean };

export async function moveLead(queries: QueryClient, businessId: string, move: Move): Promise<void> {
  const { lead, to, reason } = move;
  const mutation = queries.getMutationCache().build<StatusChanged, Error, void, void>(queries, {
    // Moves of one lead are saved one after the other, in the order in which they were made.
    scope: { id: `${SCOPE}${lead.id}` },
    mutationFn: async () => {
      const json = { status: to.id, from: lead.status, ...(reason !== undefined && { reason }) };
      const response = await api.businesses[":businessId"].leads[":leadId"].status.$put({
        param: { businessId, leadId: lead.id },
        json,
      });
      return response.json();
    },
    onMutate: async () => {
      await queries.cancelQueries({ queryKey: leadKeys.of(businessId) });
      show(queries, businessId, { lead: { ...lead, status: to.id, updatedAt: Date.now() }, from: lead.status });
    },
    onSuccess: (done) => tell(queries, businessId, move, done),
    onError: (error) => {
      show(queries, businessId, { lead, from: to.id });
      notify({ tone: "problem", title: t.failed, text: refusalText(error) });
    },
    // While others are on their way, the lists would come back without them.
    onSettled: () =>
      isLastOf(queries, SCOPE) ? queries.invalidateQueries({ queryKey: leadKeys.of(businessId) }) : undefined,
  });
  // What went wrong was told above.
  await mutation.execute().catch(() => undefined);
}

function tell(
  queries: QueryClient,
  businessId: string,
  { lead, to, isUndo }: Move,
  { lostReason, ...done }: StatusChanged,
) {
  const name = lead.name ?? he.leads.namelessLead;
  const before = queries.getQueryData(leadStatusesQuery(businessId).queryKey)?.find(({ id }) => id === lead.status);
  if (isUndo) return notify({ tone: "fine", title: t.back(name, to.name) });
  const reason = lostReason ?? undefined;
  // One that asks for a reason takes nobody back without it.
  const mayUndo = before !== undefined && !(asksReasonOf(before) && reason === undefined);
  const undo = () =>
    void (before && moveLead(queries, businessId, { lead: done.lead, to: before, reason, isUndo: true }));
  notify({
    tone: "fine",
    title: t.done(name, to.name),
    ...(mayUndo && { action: { text: he.common.undo, run: undo } }),
  });
}

function show(queries: QueryClient, businessId: string, moved: Moved): void {
  for (const query of queries.getQueryCache().findAll({ queryKey: leadKeys.of(businessId) })) {
    if (query.state.data === undefined) continue;
    const [, , , kind, ...rest] = query.queryKey as readonly unknown[];
    if (kind === "column") {
      const [statusId, filter] = rest as [string, LeadsQuery];
      query.setData(movedInColumn(query.state.data as ListPages<Lead>, { statusId, filter }, moved));
    } else if (kind === "counts") {
      query.setData(movedInCounts(query.state.data as LeadCounts, rest[0] as LeadsQuery, moved));
    } else query.setData(movedIn(query.state.data, moved));
  }
}

function refusalText(error: Error): string {
  if (hasCode(error, "conflict")) return t.meanwhile;
  const field = error instanceof ApiError ? error.details[0]?.field : undefined;
  if (field === "reason") return t.asksReason;
  return field === "status" ? t.meanwhile : errorMessage(error);
}
