import { Link } from "react-router";
import { EMAIL_MAX_CHARS, LEAD_NAME_MAX_CHARS } from "../../../../../core/leads/limits.ts";
import type { LeadContact } from "../../../../../core/leads/wire.ts";
import { hasCode } from "../../../api/api-error.ts";
import { leadPage } from "../../../i18n/he/lead-page.ts";
import { paths } from "../../../paths.ts";
import { FormDialog } from "../../../ui/form-dialog.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { useForm } from "../../../ui/use-form.ts";
import { useMutation } from "@tanstack/react-query";
import { useBusiness } from "../../business/business-context.ts";
import { useLeadChange } from "./page-queries.ts";

const t = leadPage.contacts;
type Typed = { typed: string; person: string };

/** Enough to know a slip of the finger; the server reads it for good. */
const LOOKS_LIKE_EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

type Props = { leadId: string; contact: LeadContact | LeadContact["kind"]; onClose: () => void };

export function ContactDialog({ leadId, contact, onClose }: Props) {
  const { businessId, slug } = useBusiness();
  const kind = typeof contact === "string" ? contact : contact.kind;
  const known = typeof contact === "string" ? null : contact;
  const save = useLeadChange(businessId, leadId);
  const mutation = useMutation({
    mutationFn: ({ typed, person }: Typed) => {
      const given = { typed: typed.trim(), person: person.trim() === "" ? null : person.trim() };
      return save.mutateAsync(
        known
          ? { change: "contact.edit", id: known.id, edit: given }
          : { change: "contact.add", contact: { kind, ...given } },
      );
    },
  });
  const { values, problems, change, ...form } = useForm({
    begin: { typed: known?.typed ?? "", person: known?.person ?? "" },
    check: ({ typed }: Typed) => ({
      typed:
        typed.trim() === ""
          ? t.empty
          : kind === "email" && !LOOKS_LIKE_EMAIL.test(typed.trim())
            ? t.badEmail
            : undefined,
    }),
    mutation,
    onDone: onClose,
    refused: (error) => ({ typed: hasCode(error, "conflict") ? t.taken : undefined }),
    otherwise: kind === "email" ? t.badEmail : t.empty,
  });
  const other = hasCode(mutation.error, "conflict")
    ? mutation.error.details.find(({ field }) => field === "leadId")?.problem
    : undefined;
  const title = known ? t.editTitle : kind === "phone" ? t.newPhone : t.newEmail;
  return (
    <FormDialog title={title} form={form} submit={leadPage.save} submitting={leadPage.saving} onClose={onClose}>
      <TextField
        label={kind === "phone" ? t.phone : t.email}
        type={kind === "phone" ? "tel" : "email"}
        inputMode={kind === "phone" ? "tel" : "email"}
        dir="ltr"
        autoComplete="off"
        autoFocus
        maxLength={EMAIL_MAX_CHARS}
        value={values.typed}
        onChange={(typed) => change({ typed })}
        error={problems.typed}
      />
      {other !== undefined && (
        <Notice tone="warn">
          <Link to={paths.lead(slug, other)} className="font-medium underline" onClick={onClose}>
            {t.takenOpen}
          </Link>
        </Notice>
      )}
      <TextField
        label={t.person}
        help={t.personHelp}
        isOptional
        autoComplete="off"
        maxLength={LEAD_NAME_MAX_CHARS}
        value={values.person}
        onChange={(person) => change({ person })}
      />
    </FormDialog>
  );
}
