import { useMutation } from "@tanstack/react-query";
import {
  CONSENT_CHANNELS,
  CONSENT_PURPOSES,
  EVIDENCE_MAX_CHARS,
  type Consent,
} from "../../../../../core/leads/consent.ts";
import { leadPage } from "../../../i18n/he/lead-page.ts";
import { FormDialog } from "../../../ui/form-dialog.tsx";
import { Segmented } from "../../../ui/segmented.tsx";
import { SelectField } from "../../../ui/select-field.tsx";
import { TextAreaField } from "../../../ui/text-field.tsx";
import { useForm } from "../../../ui/use-form.ts";
import { useBusiness } from "../../business/business-context.ts";
import { useLeadChange } from "./page-queries.ts";

const t = leadPage.consents;
type Typed = Pick<Consent, "channel" | "purpose" | "evidence"> & { answer: "given" | "withdrawn" };
const BEGIN: Typed = { channel: "whatsapp", purpose: "marketing", answer: "given", evidence: "" };

export function ConsentDialog({ leadId, onClose }: { leadId: string; onClose: () => void }) {
  const { businessId } = useBusiness();
  const save = useLeadChange(businessId, leadId);
  const mutation = useMutation({
    mutationFn: ({ answer, evidence, ...rest }: Typed) =>
      save.mutateAsync({
        change: "consent",
        consent: { ...rest, evidence: evidence.trim(), isGiven: answer === "given" },
      }),
  });
  const { values, problems, change, ...form } = useForm({
    begin: BEGIN,
    check: ({ evidence }: Typed) => ({ evidence: evidence.trim() === "" ? t.evidenceMissing : undefined }),
    mutation,
    onDone: onClose,
    otherwise: t.evidenceMissing,
  });
  return (
    <FormDialog title={t.add} form={form} submit={leadPage.save} submitting={leadPage.saving} onClose={onClose}>
      <SelectField
        label={t.channel}
        value={values.channel}
        options={CONSENT_CHANNELS.map((value) => ({ value, text: t.channels[value] }))}
        onChange={(channel) => change({ channel })}
      />
      <Segmented
        label={t.purpose}
        value={values.purpose}
        options={CONSENT_PURPOSES.map((value) => ({ value, text: t.purposes[value] }))}
        onChange={(purpose) => change({ purpose })}
      />
      <Segmented
        label={t.answer}
        value={values.answer}
        options={(["given", "withdrawn"] as const).map((value) => ({ value, text: t[value] }))}
        onChange={(answer) => change({ answer })}
      />
      <TextAreaField
        label={t.evidence}
        help={t.evidenceHelp}
        rows={2}
        maxLength={EVIDENCE_MAX_CHARS}
        value={values.evidence}
        onChange={(evidence) => change({ evidence })}
        error={problems.evidence}
      />
    </FormDialog>
  );
}
