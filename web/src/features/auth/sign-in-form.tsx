import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { useForm } from "../../ui/use-form.ts";
import { emailProblem } from "./field-problems.ts";
import { FormError } from "../../ui/form-error.tsx";
import { PasswordField } from "./password-field.tsx";
import { TypingHints } from "./typing-hints.tsx";
import { useSignIn } from "./session-queries.ts";

type Props = {
  email?: string;
  onSignedIn: () => void;
  /** Of the address, to be there again on the way back from a new password. */ search?: string;
};

export function SignInForm({ email = "", onSignedIn, search = "" }: Props) {
  const signIn = useSignIn();
  const form = useForm({
    begin: { email, password: "" },
    check: (typed) => ({
      email: emailProblem(typed.email),
      password: typed.password === "" ? he.auth.passwordMissing : undefined,
    }),
    mutation: signIn,
    onDone: onSignedIn,
    otherwise: he.auth.fieldRefused,
  });
  return (
    <form {...form.formProps} className="flex flex-col gap-5">
      <div>
        <TextField
          label={he.auth.email}
          name="email"
          type="email"
          inputMode="email"
          autoComplete="username"
          autoFocus={email === ""}
          dir="ltr"
          value={form.values.email}
          onChange={(typed) => form.change({ email: typed })}
          error={form.problems.email}
        />
        <TypingHints kind="email" text={form.values.email} />
      </div>
      <div>
        <PasswordField
          autoFocus={email !== ""}
          value={form.values.password}
          onChange={(password) => form.change({ password })}
          error={form.problems.password}
        />
        <p className="mt-1 text-sm [&>a]:inline-flex [&>a]:min-h-11 [&>a]:items-center">
          <TextLink to={{ pathname: paths.forgot(), search }} state={{ email: form.values.email }}>
            {he.auth.forgotLink}
          </TextLink>
        </p>
      </div>
      <FormError error={form.error} sentAt={form.sentAt} />
      <Button type="submit" variant="primary" size="large" isPending={form.isSending}>
        {form.isSending ? he.auth.submitting : he.auth.submit}
      </Button>
    </form>
  );
}
