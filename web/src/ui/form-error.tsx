import { errorMessage } from "../api/error-message.ts";
import { hasCode } from "../api/api-error.ts";
import { he } from "../i18n/he.ts";
import { Notice } from "./notice.tsx";
import { ThrottleNotice } from "./throttle-notice.tsx";

/** What went wrong with a form as a whole; nothing where all is well. `sentAt` tells one refusal from the next. */
export function FormError({ error, sentAt }: { error: Error | null; sentAt: number }) {
  if (!error) return null;
  if (hasCode(error, "rate_limited") && error.retryAfterMs !== null)
    return <ThrottleNotice key={sentAt} waitMs={error.retryAfterMs} say={he.auth.throttled} />;
  if (hasCode(error, "account_guarded") && error.retryAfterMs !== null)
    return <ThrottleNotice key={sentAt} waitMs={error.retryAfterMs} say={he.auth.guarded} />;
  return (
    <Notice tone="danger" urgent>
      {errorMessage(error)}
    </Notice>
  );
}
