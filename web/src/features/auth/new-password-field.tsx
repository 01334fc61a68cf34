import { PASSWORD_MIN_CHARS } from "../../../../core/auth/wire.ts";
import { he } from "../../i18n/he.ts";
import { cx } from "../../ui/cx.ts";
import { PasswordField } from "./password-field.tsx";
import { passwordStrength, STRENGTHS, type Strength } from "./password-strength.ts";

type Props = {
  label?: string;
  autoFocus?: boolean;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
};

/** For a password that is chosen now: how long it must be, and how good it is so far. */
export const NewPasswordField = ({ label = he.auth.newPassword.label, ...field }: Props) => (
  <div>
    <PasswordField
      {...field}
      label={label}
      name="newPassword"
      autoComplete="new-password"
      help={he.auth.newPassword.help(PASSWORD_MIN_CHARS)}
    />
    {field.value !== "" && <StrengthMeter password={field.value} />}
  </div>
);

const COLOURS: Record<Strength, string> = { short: "bg-danger", fair: "bg-warn", good: "bg-live", strong: "bg-live" };

function StrengthMeter({ password }: { password: string }) {
  const { strength, levels, more } = he.auth.newPassword;
  const reached = passwordStrength(password);
  const missing = PASSWORD_MIN_CHARS - password.length;
  return (
    <div className="mt-2 flex items-center gap-3">
      <div aria-hidden className="grid flex-1 grid-cols-4 gap-1">
        {STRENGTHS.map((level, index) => (
          <span
            key={level}
            className={cx(
              "h-1 rounded-full transition-colors",
              index <= STRENGTHS.indexOf(reached) ? COLOURS[reached] : "bg-line",
            )}
          />
        ))}
      </div>
      <p aria-hidden className="min-w-32 text-end text-xs text-ink-soft">
        {missing > 0 ? more(missing) : levels[reached]}
      </p>
      {/* Read out when the level changes, not at every letter. */}
      <p role="status" className="sr-only">
        {strength}: {levels[reached]}
      </p>
    </div>
  );
}
