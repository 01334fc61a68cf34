import type { Policy } from "../../../../../../core/people/wire.ts";
import { he } from "../../../../i18n/he.ts";
import { Notice } from "../../../../ui/notice.tsx";
import { SettingsSection } from "../settings-section.tsx";

const t = he.settings.policy;

/** For whoever may read it and not change it: a platform admin in a manager's name. */
export function PolicyFacts({ policy }: { policy: Policy }) {
  return (
    <>
      <div className="mb-6">
        <Notice tone="warn">{t.readOnly}</Notice>
      </div>
      <Fact title={t.agentsTitle} text={t.agentsText} label={t.agentsSee} answer={t.sees[policy.agentsSee]} />
      <Fact
        title={t.supportTitle}
        text={t.supportText}
        label={t.support}
        answer={t.supports[policy.impersonationAllowed ? "yes" : "no"]}
      />
    </>
  );
}

type Props = { title: string; text: string; label: string; answer: { title: string; text: string } };

const Fact = ({ title, text, label, answer }: Props) => (
  <SettingsSection title={title} text={text}>
    <div>
      <p className="text-sm text-ink-faint">{label}</p>
      <p className="font-medium">{answer.title}</p>
      <p className="text-sm text-ink-soft">{answer.text}</p>
    </div>
  </SettingsSection>
);
