import type { LeadEdit } from "../../../../../core/leads/edit.ts";
import type { LeadDetail } from "../../../../../core/leads/wire.ts";
import { hasCode } from "../../../api/api-error.ts";
import { errorMessage } from "../../../api/error-message.ts";
import { leadPage as t } from "../../../i18n/he/lead-page.ts";
import { notify } from "../../../ui/toast.tsx";
import { useMay } from "../../auth/use-may.ts";
import { useBusiness } from "../../business/business-context.ts";
import { useLeadChange, type LeadChange } from "./page-queries.ts";

/** Whether this person may change this lead now. */
export function useMayEdit(lead: LeadDetail): boolean {
  const { status } = useBusiness();
  return useMay()("leads.edit") && status === "active" && lead.deletedAt === null;
}

const tellRefusal = (error: Error) =>
  notify({
    tone: "problem",
    title: t.failed,
    text: hasCode(error, "conflict") ? t.changedMeanwhile : errorMessage(error),
  });

/** Changes of the lead that is shown; what could not be done is told, whatever has become of the part of the page. */
export function useChange(
  leadId: string,
  told: { onDone?: (it: LeadChange) => void; onRefused?: (error: Error, it: LeadChange) => void } = {},
) {
  const { businessId } = useBusiness();
  return useLeadChange(businessId, leadId, {
    onDone: (_, it) => told.onDone?.(it),
    onRefused: told.onRefused ?? tellRefusal,
  });
}

const turned = (edits: LeadEdit): LeadEdit =>
  Object.fromEntries(Object.entries(edits).map(([field, edit]) => [field, edit && { from: edit.to, to: edit.from }]));

/** Fields in their place: shown at once, and taken back by one press. */
export function useFieldEdit(leadId: string, onRefused: (it: LeadChange) => void) {
  const undo = useChange(leadId, { onDone: () => notify({ tone: "fine", title: t.undone }) });
  return useChange(leadId, {
    onDone: (it) => {
      if (it.change !== "fields") return;
      const edits = turned(it.edits);
      notify({
        tone: "fine",
        title: t.saved,
        action: { text: t.undo, run: () => undo.mutate({ change: "fields", edits }) },
      });
    },
    onRefused: (error, it) => {
      tellRefusal(error);
      onRefused(it);
    },
  });
}
