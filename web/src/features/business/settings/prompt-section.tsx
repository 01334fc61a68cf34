import { Gauge } from "lucide-react";
import { PROMPT_MAX_CHARS, type SettingsWarning } from "../../../../../core/business/settings.ts";
import { he } from "../../../i18n/he.ts";
import { cx } from "../../../ui/cx.ts";
import { Notice } from "../../../ui/notice.tsx";
import { TextAreaField } from "../../../ui/text-field.tsx";
import { SettingsSection } from "./settings-section.tsx";
import type { SettingsForm } from "./use-settings-form.ts";

const written = (amount: number) => amount.toLocaleString("he-IL");

export function PromptSection({
  form: { draft, problems, change },
  warnings,
}: {
  form: SettingsForm;
  warnings: readonly SettingsWarning[];
}) {
  const t = he.settings;
  const chars = draft.aiPrompt.length;
  return (
    <SettingsSection {...t.sections.prompt}>
      <TextAreaField
        label={t.prompt}
        help={t.promptHelp}
        rows={14}
        value={draft.aiPrompt}
        onChange={(aiPrompt) => change({ aiPrompt })}
        error={problems["aiPrompt"]}
        counter={
          <p
            className={cx(
              chars > PROMPT_MAX_CHARS
                ? "font-medium text-danger"
                : warnings.length > 0
                  ? "text-warn"
                  : "text-ink-faint",
            )}
          >
            {t.promptChars(written(chars), written(PROMPT_MAX_CHARS))}
          </p>
        }
      />
      <div aria-live="polite">
        {warnings.map((warning) => (
          <Notice key={warning.code} tone="warn" icon={<Gauge aria-hidden />}>
            {t.promptTooLong(written(warning.recommendedChars))}
          </Notice>
        ))}
      </div>
    </SettingsSection>
  );
}
