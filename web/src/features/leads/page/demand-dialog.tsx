import { useMutation } from "@tanstack/react-query";
import type { Demand } from "../../../../../core/leads/demand.ts";
import { hasCode } from "../../../api/api-error.ts";
import { leadPage } from "../../../i18n/he/lead-page.ts";
import { FormDialog } from "../../../ui/form-dialog.tsx";
import { useForm } from "../../../ui/use-form.ts";
import { useBusiness } from "../../business/business-context.ts";
import { DemandFields } from "./demand-fields.tsx";
import { demandOf, editsOf, problemsOf, typedOf, type TypedDemand } from "./demand-form.ts";
import { useLeadChange } from "./page-queries.ts";

const t = leadPage.demands;

type Props = { leadId: string; demand: Demand | "new"; onClose: () => void };

export function DemandDialog({ leadId, demand, onClose }: Props) {
  const { businessId } = useBusiness();
  const known = demand === "new" ? null : demand;
  const save = useLeadChange(businessId, leadId);
  const mutation = useMutation({
    mutationFn: async (typed: TypedDemand) => {
      if (known === null) return save.mutateAsync({ change: "demand.add", demand: demandOf(typed) });
      const edits = editsOf(known, typed);
      return edits && save.mutateAsync({ change: "demand.edit", id: known.id, edits });
    },
  });
  const { values, problems, change, ...form } = useForm({
    begin: typedOf(known),
    check: problemsOf,
    mutation,
    onDone: onClose,
    otherwise: t.notNumber,
  });
  return (
    <FormDialog
      title={known ? t.editTitle : t.newTitle}
      form={form}
      submit={leadPage.save}
      submitting={leadPage.saving}
      explain={(error) => (hasCode(error, "conflict") ? leadPage.changedMeanwhile : null)}
      onClose={onClose}
    >
      <DemandFields values={values} problems={problems} change={change} />
    </FormDialog>
  );
}
