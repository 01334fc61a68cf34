import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { LoadingNote, Skeleton } from "../../ui/skeleton.tsx";
import { ownSessionsQuery, useSignOutEverywhere } from "./account-queries.ts";
import { SessionRow } from "./session-row.tsx";

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
  // This device first; the others as they were used.
  const sessions = data.toSorted((a, b) => Number(b.current) - Number(a.current) || b.lastUsedAt - a.lastUsedAt);
  return (
    <>
      <ul aria-label={t.sessionsTitle}>
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} canEnd={!isReadOnly} />
        ))}
      </ul>
      {!isReadOnly && <SignOutEverywhere />}
    </>
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
