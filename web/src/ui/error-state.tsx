import { CloudOff } from "lucide-react";
import { errorMessage } from "../api/error-message.ts";
import { he } from "../i18n/he.ts";
import { Button } from "./button.tsx";
import { EmptyState } from "./empty-state.tsx";

/** In the place of what could not be fetched. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <div role="alert">
      <EmptyState
        icon={<CloudOff aria-hidden />}
        title={errorMessage(error)}
        action={<Button onPress={onRetry}>{he.common.retry}</Button>}
      />
    </div>
  );
}
