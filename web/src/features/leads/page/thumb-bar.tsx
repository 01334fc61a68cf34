import { MessageCircle, Phone } from "lucide-react";
import type { LeadDetail } from "../../../../../core/leads/wire.ts";
import { leadPage as t } from "../../../i18n/he/lead-page.ts";
import { buttonClass } from "../../../ui/button.tsx";
import { cx } from "../../../ui/cx.ts";

/** WhatsApp's own address of a number: its digits. */
const whatsappOf = (phone: string) => `https://wa.me/${phone.replace(/\D/g, "")}`;

const Links = ({ phone, className }: { phone: string; className: string }) => (
  <>
    <a href={`tel:${phone}`} className={cx(buttonClass("primary", "large"), className)}>
      <Phone aria-hidden className="size-5" />
      {t.dial}
    </a>
    <a
      href={whatsappOf(phone)}
      target="_blank"
      rel="noreferrer"
      className={cx(buttonClass("secondary", "large"), className)}
    >
      <MessageCircle aria-hidden className="size-5" />
      {t.whatsapp}
    </a>
  </>
);

/** On the phone: above the navigation, where the thumb is. */
export const ThumbBar = ({ lead: { phone } }: { lead: LeadDetail }) =>
  phone === null ? null : (
    <div className="fixed inset-x-0 bottom-[calc(3.75rem+env(safe-area-inset-bottom))] z-20 flex gap-2 border-t border-line bg-surface/95 px-4 py-2 md:hidden print:hidden">
      <Links phone={phone} className="flex-1" />
    </div>
  );

/** On the desk: in the head of the page. */
export const DeskActions = ({ lead: { phone } }: { lead: LeadDetail }) =>
  phone === null ? null : (
    <div className="hidden gap-2 md:flex print:hidden">
      <Links phone={phone} className="min-h-10 text-[0.9375rem]" />
    </div>
  );
