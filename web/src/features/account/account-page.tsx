import { he } from "../../i18n/he.ts";
import { Notice } from "../../ui/notice.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { useTitle } from "../../ui/use-title.ts";
import { useMay } from "../auth/use-may.ts";
import { SettingsSection } from "../business/settings/settings-section.tsx";
import { EventsSection } from "./events-section.tsx";
import { NameForm } from "./name-form.tsx";
import { PasswordForm } from "./password-form.tsx";
import { SessionsSection } from "./sessions-section.tsx";

const t = he.account;

/** One's own account: it belongs to the person, not to one of their businesses. */
export function AccountPage() {
  useTitle(t.title);
  const isReadOnly = !useMay()("self.change");
  return (
    <>
      <PageHeader title={t.title} note={t.subtitle} />
      {isReadOnly && (
        <div className="mb-6">
          <Notice tone="warn">{t.readOnly}</Notice>
        </div>
      )}
      <div>
        <SettingsSection title={t.profileTitle} text={t.profileText}>
          <div className="max-w-md">
            <NameForm isReadOnly={isReadOnly} />
          </div>
        </SettingsSection>
        {!isReadOnly && (
          <SettingsSection title={t.passwordTitle} text={t.passwordText}>
            <div className="max-w-md">
              <PasswordForm />
            </div>
          </SettingsSection>
        )}
        <SettingsSection title={t.sessionsTitle} text={t.sessionsText}>
          <SessionsSection isReadOnly={isReadOnly} />
        </SettingsSection>
        {!isReadOnly && (
          <SettingsSection title={he.accountEvents.title} text={he.accountEvents.text}>
            <EventsSection />
          </SettingsSection>
        )}
      </div>
    </>
  );
}
