import { KeyRound, MailCheck } from "lucide-react";
import type { SentLink } from "../../../../core/auth/wire.ts";
import { formatDayAndClock } from "../../format/time.ts";
import { he } from "../../i18n/he.ts";
import { CopyLinkField } from "../../ui/copy-link-field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useNow } from "../../ui/use-now.ts";

const DAY_CHECK_MS = 60_000;
const t = he.people.link;

/** What became of a link for somebody else: mailed to them, or here to be passed on. It is shown this once. */
export function SentLinkResult({ sent: { mailed, link, expiresAt }, email }: { sent: SentLink; email: string }) {
  const now = useNow(DAY_CHECK_MS);
  const validUntil = t.validUntil(formatDayAndClock(expiresAt, now));
  if (mailed || link === null) {
    return (
      <Notice tone="accent" icon={<MailCheck aria-hidden />} title={t.mailedTitle}>
        <p className="break-words">
          {t.mailedText(email)} {validUntil}
        </p>
      </Notice>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <p className="break-words">{t.text(email)}</p>
      <CopyLinkField label={t.label} link={link} help={validUntil} />
      <Notice tone="warn" icon={<KeyRound aria-hidden />}>
        {t.once}
      </Notice>
    </div>
  );
}
