import { Inbox, Info, TriangleAlert } from "lucide-react";
import { ApiError } from "../../../api/api-error.ts";
import { he } from "../../../i18n/he.ts";
import { Button } from "../../../ui/button.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { ErrorState } from "../../../ui/error-state.tsx";
import { FormError } from "../../../ui/form-error.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { LoadingNote, Skeleton } from "../../../ui/skeleton.tsx";
import { ThrottleNotice } from "../../../ui/throttle-notice.tsx";
import { NoticeRegion } from "../../../ui/toast-region.tsx";
import { notify, Toasts } from "../../../ui/toast.tsx";
import type { Specimen } from "../specimen.ts";

const { samples, states, notes } = he.design;
const FIVE_MINUTES_MS = 5 * 60_000;
const nothing = () => {};

export const feedback: readonly Specimen[] = [
  {
    name: "Notice",
    of: [Notice],
    note: notes.notice,
    states: [
      { name: states.accent, show: <Notice tone="accent">{samples.notice}</Notice> },
      {
        name: states.warn,
        show: (
          <Notice tone="warn" icon={<Info aria-hidden />} title={samples.noticeTitle}>
            {samples.confirmText}
          </Notice>
        ),
      },
      {
        name: states.danger,
        show: (
          <Notice tone="danger" icon={<TriangleAlert aria-hidden />} title={samples.noticeTitle}>
            {he.failures.openai_quota.todo}
          </Notice>
        ),
      },
    ],
  },
  {
    name: "FormError",
    of: [FormError, ThrottleNotice],
    states: [
      { name: states.failed, show: <FormError error={new ApiError("conflict")} sentAt={0} /> },
      {
        name: states.throttled,
        show: <FormError error={new ApiError("rate_limited", { retryAfterMs: FIVE_MINUTES_MS })} sentAt={0} />,
      },
      {
        name: states.guarded,
        show: <FormError error={new ApiError("account_guarded", { retryAfterMs: FIVE_MINUTES_MS })} sentAt={0} />,
      },
    ],
  },
  {
    name: "Toast",
    // The region for them stands around every page, in main.tsx.
    of: [Toasts, NoticeRegion],
    note: notes.toast,
    states: [
      {
        name: states.fine,
        show: (
          <Button onPress={() => notify({ tone: "fine", title: samples.toastFine, text: samples.toastText })}>
            {samples.open}
          </Button>
        ),
      },
      {
        name: states.problem,
        show: (
          <Button onPress={() => notify({ tone: "problem", title: samples.toastProblem, text: he.errors.network })}>
            {samples.open}
          </Button>
        ),
      },
    ],
  },
  {
    name: "Skeleton",
    of: [Skeleton, LoadingNote],
    note: notes.skeleton,
    states: [
      {
        name: states.loading,
        show: (
          <div className="flex flex-col gap-2">
            <Skeleton className="h-5 w-2/3" />
            <Skeleton className="h-4 w-full" />
            <Skeleton className="h-4 w-4/5" />
            <LoadingNote />
          </div>
        ),
      },
    ],
  },
  {
    name: "EmptyState",
    of: [EmptyState],
    states: [
      { name: states.default, show: <EmptyState icon={<Inbox aria-hidden />} {...samples.noPeople} /> },
      {
        name: states.withActions,
        show: (
          <EmptyState
            icon={<Inbox aria-hidden />}
            {...samples.noPeople}
            action={<Button variant="primary">{samples.invite}</Button>}
          />
        ),
      },
    ],
  },
  {
    name: "ErrorState",
    of: [ErrorState],
    states: [
      { name: states.network, show: <ErrorState error={new ApiError("network")} onRetry={nothing} /> },
      { name: states.server, show: <ErrorState error={new ApiError("internal")} onRetry={nothing} /> },
    ],
  },
];
