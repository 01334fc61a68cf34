import { useMutation, useQueryClient } from "@tanstack/react-query";
import { UserRoundPlus } from "lucide-react";
import { useState } from "react";
import { personNameSchema } from "../../../../core/auth/wire.ts";
import type { CallDetail } from "../../../../core/calls/wire.ts";
import { isWithheld } from "../../../../core/calls/withheld.ts";
import type { Lead } from "../../../../core/leads/wire.ts";
import { api } from "../../api/client.ts";
import { formatPhone, parsePhone } from "../../format/phone.ts";
import { he } from "../../i18n/he.ts";
import { Button } from "../../ui/button.tsx";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { Ltr } from "../../ui/ltr.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { notify } from "../../ui/toast.tsx";
import { useForm } from "../../ui/use-form.ts";
import { nameProblem } from "../auth/field-problems.ts";
import { useMay } from "../auth/use-may.ts";
import { useBusiness } from "../business/business-context.ts";
import { leadKeys } from "../leads/lead-queries.ts";
import { callKeys } from "./call-queries.ts";
import { otherSide } from "./caller.tsx";

const t = he.call.makeLead;

type Typed = { name: string; phone: string };

/** For a caller whom nobody has written down. While the call goes on, that is the assistant's to do. */
export function MakeLead({ call }: { call: CallDetail }) {
  const { status } = useBusiness();
  const [isOpen, setOpen] = useState(false);
  const may = useMay()("leads.create") && status === "active";
  if (!may || call.status !== "ended") return null;
  return (
    <>
      <Button size="small" className="mt-3 print:hidden" onPress={() => setOpen(true)}>
        <UserRoundPlus aria-hidden className="size-4" />
        {t.open}
      </Button>
      {isOpen && <MakeLeadDialog call={call} onClose={() => setOpen(false)} />}
    </>
  );
}

function useMakeLead(businessId: string, callId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ name, phone }: Typed): Promise<Lead> => {
      const json = { ...(name.trim() !== "" && { name }), ...(phone.trim() !== "" && { phone }) };
      const { lead } = api.businesses[":businessId"].calls[":callId"];
      return (await lead.$post({ param: { businessId, callId }, json })).json();
    },
    // Not waited for: with the lead on the page, this dialog has gone from it.
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: leadKeys.of(businessId) });
      void queries.invalidateQueries({ queryKey: callKeys.of(businessId) });
    },
  });
}

function MakeLeadDialog({ call, onClose }: { call: CallDetail; onClose: () => void }) {
  const { businessId } = useBusiness();
  const from = otherSide(call);
  const isHidden = isWithheld(from);
  const { values, problems, change, ...form } = useForm({
    begin: { name: "", phone: "" },
    check: ({ name, phone }: Typed) => ({
      name: name.trim() === "" || personNameSchema.safeParse(name).success ? undefined : nameProblem(name),
      phone: isHidden && parsePhone(phone) === null ? t.phoneProblem : undefined,
    }),
    mutation: useMakeLead(businessId, call.id),
    onDone: () => {
      notify({ tone: "fine", title: t.done });
      onClose();
    },
    otherwise: t.phoneProblem,
  });
  return (
    <FormDialog title={t.title} form={form} submit={t.submit} submitting={t.submitting} onClose={onClose}>
      <p>
        {isHidden ? t.textWithheld : t.text} {!isHidden && <Ltr className="whitespace-nowrap">{formatPhone(from)}</Ltr>}
      </p>
      <TextField
        label={t.name}
        name="name"
        autoComplete="off"
        autoFocus
        isOptional
        value={values.name}
        onChange={(name) => change({ name })}
        error={problems.name}
      />
      {isHidden && (
        <TextField
          label={t.phone}
          name="phone"
          type="tel"
          inputMode="tel"
          autoComplete="off"
          dir="ltr"
          value={values.phone}
          onChange={(phone) => change({ phone })}
          error={problems.phone}
        />
      )}
    </FormDialog>
  );
}
