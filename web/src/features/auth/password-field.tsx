import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { he } from "../../i18n/he.ts";
import { IconButton } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";

type Props = { value: string; error: string | undefined; onChange: (value: string) => void };

export function PasswordField({ value, error, onChange }: Props) {
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <TextField
      label={he.auth.password}
      name="password"
      type={shown ? "text" : "password"}
      autoComplete="current-password"
      dir="ltr"
      value={value}
      onChange={onChange}
      error={error}
      adornment={
        <IconButton label={shown ? he.auth.hidePassword : he.auth.showPassword} onPress={() => setShown(!shown)}>
          <Icon aria-hidden className="size-[1.125rem]" />
        </IconButton>
      }
    />
  );
}
