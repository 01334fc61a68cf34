import { useQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { OwnSession } from "../../../../core/auth/wire.ts";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { LoadingNote, Skeleton } from "../../ui/skeleton.tsx";
import { notify } from "../../ui/toast.tsx";
import { useNow } from "../../ui/use-now.ts";
import { ownSessionsQuery, useSignOutEverywhere, useSignOutOthers } from "./account-queries.ts";
import { SessionRow } from "./session-row.tsx";
import { splitSessions } from "./split-sessions.ts";

const DAY_CHECK_MS = 60_000;
const t = he.account;

/** Where this person is signed in. */
export function SessionsSection({ isReadOnly }: { isReadOnly: boolean }) {
  const { data, error, refetch } = useQuery(ownSessionsQuery);
  if (!data) {
    return error ? (
      <ErrorState error={error} onRetry={() => void refetch()} />
    ) : (
      <div className="flex flex-col gap-4">
        <LoadingNote />
        <Skeleton className="h-12" />
        <Skeleton className="h-12" />
      </div>
    );
  }
  return <Sessions sessions={data} isReadOnly={isReadOnly} />;
}

function Sessions({ sessions, isReadOnly }: { sessions: readonly OwnSession[]; isReadOnly: boolean }) {
  const now = useNow(DAY_CHECK_MS);
  const { recent, older } = splitSessions(sessions, now);
  const rows = (some: readonly OwnSession[]) =>
    some.map((session) => <SessionRow key={session.id} session={session} canEnd={!isReadOnly} />);
  return (
    <>
      <ul aria-label={t.sessionsTitle}>{rows(recent)}</ul>
      {older.length > 0 && (
        <details className="group border-t border-line pt-3">
          <summary className="flex min-h-11 cursor-pointer list-none items-center gap-2 text-sm font-medium text-ink-soft [&::-webkit-details-marker]:hidden">
            <ChevronDown aria-hidden className="size-4 transition-transform group-open:rotate-180" />
            {t.older(older.length)}
          </summary>
          <ul aria-label={t.older(older.length)} className="pt-3">
            {rows(older)}
          </ul>
        </details>
      )}
      {!isReadOnly && (
        <div className="flex flex-wrap gap-2">
          {sessions.length > 1 && <SignOutOthers />}
          <SignOutEverywhere />
        </div>
      )}
    </>
  );
}

function SignOutOthers() {
  const [asked, setAsked] = useState(false);
  const end = useSignOutOthers();
  const done = () => {
    setAsked(false);
    notify({ tone: "fine", title: t.othersEnded });
  };
  return (
    <div>
      <Button onPress={() => setAsked(true)}>{t.endOthers}</Button>
      <ConfirmDialog
        title={t.endOthersTitle}
        isOpen={asked}
        onClose={() => setAsked(false)}
        confirm={t.endOthersYes}
        tone="danger"
        onConfirm={() => end.mutate(undefined, { onSuccess: done })}
        isPending={end.isPending}
        error={end.error}
      >
        <p>{t.endOthersText}</p>
      </ConfirmDialog>
    </div>
  );
}

function SignOutEverywhere() {
  const [asked, setAsked] = useState(false);
  const leave = useSignOutEverywhere();
  const navigate = useNavigate();
  return (
    <div>
      <Button variant="danger" onPress={() => setAsked(true)}>
        {t.endEverywhere}
      </Button>
      <ConfirmDialog
        title={t.endEverywhereTitle}
        isOpen={asked}
        onClose={() => setAsked(false)}
        confirm={t.endEverywhereYes}
        tone="danger"
        onConfirm={() => leave.mutate(undefined, { onSuccess: () => void navigate(paths.signIn(), { replace: true }) })}
        isPending={leave.isPending}
        error={leave.error}
      >
        <p>{t.endEverywhereText}</p>
      </ConfirmDialog>
    </div>
  );
}
