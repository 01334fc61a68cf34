import { EllipsisVertical, Mail, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { MenuTrigger } from "react-aria-components";
import type { LeadContact, LeadDetail } from "../../../../../core/leads/wire.ts";
import { leadPage } from "../../../i18n/he/lead-page.ts";
import { Button } from "../../../ui/button.tsx";
import { TriggerIconButton } from "../../../ui/trigger-button.tsx";
import { Email } from "../../../ui/email.tsx";
import { Menu, MenuItem } from "../../../ui/menu.tsx";
import { PhoneNumber } from "../../../ui/phone-number.tsx";
import { Section } from "../../../ui/section.tsx";
import { useChange, useMayEdit } from "./use-lead-page.ts";

const ContactDialog = lazy(async () => ({ default: (await import("./contact-dialog.tsx")).ContactDialog }));
const t = leadPage.contacts;

/** A contact that is changed, or the kind of a new one. */
type Open = LeadContact | LeadContact["kind"] | null;

export function Contacts({ lead }: { lead: LeadDetail }) {
  const mayEdit = useMayEdit(lead);
  const [open, setOpen] = useState<Open>(null);
  return (
    <Section title={t.title}>
      {lead.contacts.length === 0 && <p className="text-ink-faint">{t.none}</p>}
      <ul className="flex flex-col">
        {lead.contacts.map((contact) => (
          <ContactRow
            key={contact.id}
            lead={lead}
            contact={contact}
            mayEdit={mayEdit}
            onEdit={() => setOpen(contact)}
          />
        ))}
      </ul>
      {mayEdit && (
        <div className="mt-2 flex gap-2 print:hidden">
          {(["phone", "email"] as const).map((kind) => (
            <Button key={kind} size="small" onPress={() => setOpen(kind)}>
              <Plus aria-hidden className="size-4" />
              {kind === "phone" ? t.addPhone : t.addEmail}
            </Button>
          ))}
        </div>
      )}
      <Suspense>
        {open !== null && <ContactDialog leadId={lead.id} contact={open} onClose={() => setOpen(null)} />}
      </Suspense>
    </Section>
  );
}

type RowProps = { lead: LeadDetail; contact: LeadContact; mayEdit: boolean; onEdit: () => void };

function ContactRow({ lead, contact, mayEdit, onEdit }: RowProps) {
  const change = useChange(lead.id);
  const { id, kind, value, typed, person } = contact;
  const isFirst = kind === "phone" && value !== null && value === lead.phone;
  return (
    <li className="flex min-h-11 items-center gap-2 md:min-h-10">
      <div className="min-w-0 flex-1">
        {kind === "phone" && value !== null && <PhoneNumber phone={value} />}
        {kind === "phone" && value === null && (
          <span>
            {typed} <span className="text-xs text-warn">{t.unreadable}</span>
          </span>
        )}
        {kind === "email" && (
          <a
            href={`mailto:${value ?? typed}`}
            className="inline-flex min-w-0 items-center gap-2 text-accent hover:underline"
          >
            <Mail aria-hidden className="size-4 shrink-0" />
            <Email>{typed}</Email>
          </a>
        )}
        <span className="ms-2 text-sm text-ink-soft">
          {[person, isFirst && lead.contacts.length > 1 ? t.first : null].filter(Boolean).join(" · ")}
        </span>
      </div>
      {mayEdit && (
        <MenuTrigger>
          <TriggerIconButton label={t.menu(typed)} className="-me-2 print:hidden">
            <EllipsisVertical aria-hidden className="size-4" />
          </TriggerIconButton>
          <Menu>
            <MenuItem onAction={onEdit}>{leadPage.edit}</MenuItem>
            {kind === "phone" && value !== null && !isFirst && (
              <MenuItem onAction={() => change.mutate({ change: "contact.edit", id, edit: { isFirst: true } })}>
                {t.makeFirst}
              </MenuItem>
            )}
            <MenuItem onAction={() => change.mutate({ change: "contact.remove", id })}>{t.remove}</MenuItem>
          </Menu>
        </MenuTrigger>
      )}
    </li>
  );
}
