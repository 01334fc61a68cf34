import { Eye, EyeOff } from "lucide-react";
import { useState, type ReactNode } from "react";
import { he } from "../../i18n/he.ts";
import { IconButton } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { TypingHints, useCapsLock } from "./typing-hints.tsx";

type Props = {
  label?: string;
  name?: string;
  /** What a password manager should do: fill in the one it has, or offer to make one. */
  autoComplete?: "current-password" | "new-password";
  autoFocus?: boolean;
  help?: ReactNode;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
};

export function PasswordField({
  label = he.auth.password,
  name = "password",
  autoComplete = "current-password",
  ...rest
}: Props) {
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  const capsLock = useCapsLock();
  return (
    <div {...capsLock.watch}>
      <TextField
        {...rest}
        label={label}
        name={name}
        type={shown ? "text" : "password"}
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck="false"
        dir="ltr"
        adornment={
          <IconButton label={shown ? he.auth.hidePassword : he.auth.showPassword} onPress={() => setShown(!shown)}>
            <Icon aria-hidden className="size-[1.125rem]" />
          </IconButton>
        }
      />
      <TypingHints kind="password" text={rest.value} isCapsLock={capsLock.isOn} />
    </div>
  );
}
