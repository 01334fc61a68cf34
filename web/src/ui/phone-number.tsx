/** Telephone numbers as they are shown everywhere: to read, to dial and to copy. A withheld one is none of these. */
import { Check, Copy, Phone } from "lucide-react";
import { isWithheld } from "../../../core/calls/withheld.ts";
import { formatPhone } from "../format/phone.ts";
import { he } from "../i18n/he.ts";
import { IconButton } from "./button.tsx";
import { cx } from "./cx.ts";
import { Ltr } from "./ltr.tsx";
import { useCopy } from "./use-copy.ts";

/** In Hebrew sentences of labels and notices. */
const apart = (phone: string) => `\u2066${formatPhone(phone)}\u2069`;

const PhoneLink = ({ phone }: { phone: string }) => (
  <a
    href={`tel:${phone}`}
    className="rounded-sm font-medium text-accent hover:underline max-md:-my-2.5 max-md:inline-flex max-md:min-h-11 max-md:items-center"
  >
    <Ltr className="whitespace-nowrap">{formatPhone(phone)}</Ltr>
  </a>
);

const DialIcon = ({ phone }: { phone: string }) => (
  <a
    href={`tel:${phone}`}
    aria-label={he.phone.dial(apart(phone))}
    className="inline-grid size-11 shrink-0 place-items-center rounded-lg text-accent transition-colors hover:bg-sunken md:size-10"
  >
    <Phone aria-hidden className="size-4" />
  </a>
);

function CopyIcon({ phone, className }: { phone: string; className?: string }) {
  const { isCopied, copy } = useCopy(formatPhone(phone), he.phone.copied(apart(phone)));
  const Icon = isCopied ? Check : Copy;
  return (
    <IconButton label={he.phone.copy(apart(phone))} onPress={copy} className={cx("print:hidden", className)}>
      <Icon aria-hidden className="size-4" />
    </IconButton>
  );
}

/** Beside a number that stands there already. */
export const PhoneActions = ({ phone, className }: { phone: string; className?: string }) =>
  isWithheld(phone) ? null : (
    <span className={cx("inline-flex shrink-0 print:hidden", className)}>
      <DialIcon phone={phone} />
      <CopyIcon phone={phone} />
    </span>
  );

/** The number itself. The mark for copying does not make its line higher. */
export const PhoneNumber = ({ phone }: { phone: string }) =>
  isWithheld(phone) ? (
    <>{he.phone.hidden}</>
  ) : (
    <span className="inline-flex items-center gap-0.5">
      <PhoneLink phone={phone} />
      <CopyIcon phone={phone} className="-my-2" />
    </span>
  );
