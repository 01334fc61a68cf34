import { useState, type SyntheticEvent } from "react";
import { loginBodySchema } from "../../../../core/auth/wire.ts";
import { errorMessage } from "../../api/error-message.ts";
import { he } from "../../i18n/he.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { PasswordField } from "./password-field.tsx";
import { useSignIn } from "./session-queries.ts";

type Problems = { email?: string; password?: string };

function problemsOf(typed: { email: string; password: string }): Problems {
  return {
    ...(typed.email.trim() === "" && { email: he.auth.emailMissing }),
    ...(typed.email.trim() !== "" &&
      !loginBodySchema.shape.email.safeParse(typed.email).success && { email: he.auth.emailInvalid }),
    ...(typed.password === "" && { password: he.auth.passwordMissing }),
  };
}

export function SignInForm({ onSignedIn }: { onSignedIn: () => void }) {
  const [typed, setTyped] = useState({ email: "", password: "" });
  const [problems, setProblems] = useState<Problems>({});
  const signIn = useSignIn();

  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const found = problemsOf(typed);
    setProblems(found);
    const first = found.email ? "email" : found.password ? "password" : null;
    if (first) event.currentTarget.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
    else if (!signIn.isPending) signIn.mutate(loginBodySchema.parse(typed), { onSuccess: onSignedIn });
  }

  const type = (part: Partial<typeof typed>) => {
    setTyped((before) => ({ ...before, ...part }));
    setProblems({});
  };

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <TextField
        label={he.auth.email}
        name="email"
        type="email"
        inputMode="email"
        autoComplete="username"
        autoFocus
        dir="ltr"
        value={typed.email}
        onChange={(email) => type({ email })}
        error={problems.email}
      />
      <PasswordField value={typed.password} onChange={(password) => type({ password })} error={problems.password} />
      {signIn.isError && (
        <Notice tone="danger" urgent>
          {errorMessage(signIn.error)}
        </Notice>
      )}
      <Button type="submit" variant="primary" size="large" isPending={signIn.isPending}>
        {signIn.isPending ? he.auth.submitting : he.auth.submit}
      </Button>
    </form>
  );
}
