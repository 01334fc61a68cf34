import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { NewLead } from "../../../../../core/leads/edit.ts";
import {
  EMAIL_MAX_CHARS,
  LEAD_NAME_MAX_CHARS,
  NOTE_MAX_CHARS,
  PHONE_MAX_CHARS,
} from "../../../../../core/leads/limits.ts";
import { toldName } from "../../../format/told-name.ts";
import { he } from "../../../i18n/he.ts";
import { leadPage } from "../../../i18n/he/lead-page.ts";
import { paths } from "../../../paths.ts";
import { Button } from "../../../ui/button.tsx";
import { FormError } from "../../../ui/form-error.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { SelectField } from "../../../ui/select-field.tsx";
import { TextAreaField, TextField } from "../../../ui/text-field.tsx";
import { notify } from "../../../ui/toast.tsx";
import { useForm } from "../../../ui/use-form.ts";
import { useTitle } from "../../../ui/use-title.ts";
import { useMutation } from "@tanstack/react-query";
import { useMay } from "../../auth/use-may.ts";
import { useBusiness } from "../../business/business-context.ts";
import { colleaguesQuery } from "../../people/colleague-queries.ts";
import { DemandFields } from "./demand-fields.tsx";
import { demandOf, problemsOf, typedOf, type TypedDemand } from "./demand-form.ts";
import { useNewLead } from "./page-queries.ts";

const t = leadPage.fresh;
type Typed = {
  name: string;
  phone: string;
  person: string;
  second: string;
  secondPerson: string;
  email: string;
  notes: string;
  assignedTo: string;
};
const BEGIN: Typed = {
  name: "",
  phone: "",
  person: "",
  second: "",
  secondPerson: "",
  email: "",
  notes: "",
  assignedTo: "",
};

function newLeadOf(typed: Typed, demand: TypedDemand): NewLead {
  const phones = [
    { typed: typed.phone.trim(), person: typed.person.trim() },
    { typed: typed.second.trim(), person: typed.secondPerson.trim() },
  ].filter((phone) => phone.typed !== "");
  const text = (value: string) => (value.trim() === "" ? undefined : value.trim());
  const isWanted = JSON.stringify(demand) !== JSON.stringify(typedOf(null));
  return {
    name: text(typed.name),
    phones: phones.map(({ typed: number, person }) => ({ typed: number, person: text(person) })),
    emails: typed.email.trim() === "" ? [] : [typed.email.trim()],
    notes: text(typed.notes),
    assignedTo: text(typed.assignedTo),
    demand: isWanted ? demandOf(demand) : undefined,
  };
}

export function NewLeadPage() {
  const { businessId, slug, status } = useBusiness();
  useTitle(t.title);
  const navigate = useNavigate();
  const may = useMay();
  const { data: colleagues = [] } = useQuery(colleaguesQuery(businessId));
  const [demand, setDemand] = useState(typedOf(null));
  const [isHeld, setHeld] = useState(false);
  const create = useNewLead(businessId);
  const mutation = useMutation({ mutationFn: (typed: Typed) => create.mutateAsync(newLeadOf(typed, demand)) });
  const demandProblems = problemsOf(demand);
  const { values, problems, change, formProps, isSending, error, sentAt } = useForm({
    begin: BEGIN,
    check: (typed: Typed) => {
      const isNobody = [typed.name, typed.phone, typed.second, typed.email].every((text) => text.trim() === "");
      return {
        name: isNobody ? t.nobody : undefined,
        notes: Object.values(demandProblems).find((problem) => problem !== undefined),
      };
    },
    mutation,
    onDone: ({ lead, existed }) => {
      if (lead === null) return setHeld(true);
      notify({ tone: "fine", title: existed ? t.existed : t.done, ...(existed && { text: t.existedText }) });
      void navigate(paths.lead(slug, lead.id), { replace: true });
    },
    refused: (refusal) => ({
      email: refusal.details.some(({ field }) => field.startsWith("emails")) ? leadPage.contacts.badEmail : undefined,
    }),
    otherwise: t.nobody,
  });
  const text = (field: keyof Typed, label: string, maxLength: number, rest: object = {}) => (
    <TextField
      label={label}
      autoComplete="off"
      maxLength={maxLength}
      value={values[field]}
      onChange={(typed) => change({ [field]: typed })}
      error={problems[field]}
      {...rest}
    />
  );
  const tel = { type: "tel", inputMode: "tel", dir: "ltr" };
  return (
    <div className="max-w-2xl">
      <PageHeader title={t.title} note={t.note} back={{ to: paths.leads(slug), text: he.leads.back }} />
      <form {...formProps} className="flex flex-col gap-5">
        {isHeld && (
          <Notice tone="warn" title={t.held} urgent>
            {t.heldText}
          </Notice>
        )}
        {text("name", leadPage.name, LEAD_NAME_MAX_CHARS, { autoFocus: true })}
        <div className="grid gap-5 sm:grid-cols-2">
          {text("phone", t.phone, PHONE_MAX_CHARS, tel)}
          {text("person", t.contactName, LEAD_NAME_MAX_CHARS, { isOptional: true })}
          {values.phone !== "" && (
            <>
              {text("second", t.secondPhone, PHONE_MAX_CHARS, { ...tel, isOptional: true })}
              {text("secondPerson", t.contactName, LEAD_NAME_MAX_CHARS, { isOptional: true })}
            </>
          )}
        </div>
        {text("email", t.email, EMAIL_MAX_CHARS, { type: "email", inputMode: "email", dir: "ltr", isOptional: true })}
        <TextAreaField
          label={t.notes}
          isOptional
          rows={3}
          maxLength={NOTE_MAX_CHARS}
          value={values.notes}
          onChange={(notes) => change({ notes })}
        />
        {may("leads.assign") && (
          <SelectField
            label={t.assignee}
            value={values.assignedTo}
            options={[
              { value: "", text: t.open },
              ...colleagues.map(({ userId, name, email }) => ({ value: userId, text: toldName(name, email) })),
            ]}
            onChange={(assignedTo) => change({ assignedTo })}
          />
        )}
        <h2 className="text-lg font-semibold">{leadPage.demands.title}</h2>
        <DemandFields
          values={demand}
          problems={demandProblems}
          change={(part) => setDemand((before) => ({ ...before, ...part }))}
        />
        <FormError error={error} sentAt={sentAt} />
        <div>
          <Button
            type="submit"
            variant="primary"
            size="large"
            className="max-sm:w-full"
            isPending={isSending}
            isDisabled={status !== "active" || !may("leads.create")}
          >
            {isSending ? t.submitting : t.submit}
          </Button>
        </div>
      </form>
    </div>
  );
}
