import { useQuery } from "@tanstack/react-query";
import { MailCheck } from "lucide-react";
import { useState } from "react";
import { useLocation } from "react-router";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { useForm } from "../../ui/use-form.ts";
import { DoorPage } from "./door-page.tsx";
import { resetWayQuery, useAskForReset } from "./door-queries.ts";
import { doorStateOf } from "./door-state.ts";
import { emailProblem } from "./field-problems.ts";
import { FormError } from "../../ui/form-error.tsx";

/** Answers the same whether the account exists or not: who has one is nobody's business. */
export function ForgotPage() {
  const { state, search } = useLocation();
  const [email, setEmail] = useState(doorStateOf(state).email ?? "");
  const [sent, setSent] = useState(false);
  const { data: way } = useQuery(resetWayQuery);
  const t = he.auth.forgot;
  return (
    <DoorPage
      title={sent ? t.sentTitle : t.title}
      footer={
        <TextLink to={{ pathname: paths.signIn(), search }} state={{ email }}>
          {he.auth.toSignIn}
        </TextLink>
      }
    >
      {sent ? (
        <Sent email={email} way={way} onAgain={() => setSent(false)} />
      ) : (
        <AskForm
          email={email}
          way={way}
          onSent={(typed) => {
            setEmail(typed);
            setSent(true);
          }}
        />
      )}
    </DoorPage>
  );
}

/** Undefined while nobody has said so: then what is true of both ways stands. */
type Way = { mailed: boolean } | undefined;

function textsOf(way: Way) {
  if (!way) return he.auth.forgot.ways.unknown;
  return way.mailed ? he.auth.forgot.ways.mailed : he.auth.forgot.ways.passedOn;
}

function AskForm({ email, way, onSent }: { email: string; way: Way; onSent: (email: string) => void }) {
  const ask = useAskForReset();
  const t = he.auth.forgot;
  const form = useForm({
    begin: { email },
    check: (typed) => ({ email: emailProblem(typed.email) }),
    mutation: ask,
    onDone: (_, sent) => onSent(sent.email.trim()),
    otherwise: he.auth.emailInvalid,
  });
  return (
    <form {...form.formProps} className="flex flex-col gap-5">
      <p className="text-ink-soft">{textsOf(way).text}</p>
      <TextField
        label={he.auth.email}
        name="email"
        type="email"
        inputMode="email"
        autoComplete="username"
        autoFocus
        dir="ltr"
        value={form.values.email}
        onChange={(typed) => form.change({ email: typed })}
        error={form.problems.email}
      />
      <FormError error={form.error} sentAt={form.sentAt} />
      <Button type="submit" variant="primary" size="large" isPending={form.isSending}>
        {form.isSending ? t.submitting : t.submit}
      </Button>
    </form>
  );
}

const Sent = ({ email, way, onAgain }: { email: string; way: Way; onAgain: () => void }) => (
  <div className="flex flex-col gap-4">
    <div className="flex gap-3">
      <MailCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-accent" />
      <p className="min-w-0 break-words">{textsOf(way).sentText(email)}</p>
    </div>
    <p className="text-sm text-ink-soft">{textsOf(way).sentHelp}</p>
    <Button onPress={onAgain}>{he.auth.forgot.again}</Button>
  </div>
);
