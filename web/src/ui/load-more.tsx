import { errorMessage } from "../api/error-message.ts";
import { he } from "../i18n/he.ts";
import { Button } from "./button.tsx";

type Props = { hasMore: boolean; isLoading: boolean; error: unknown; onLoad: () => void };

export function LoadMore({ hasMore, isLoading, error, onLoad }: Props) {
  if (!hasMore) return null;
  return (
    <div className="mt-5 flex flex-col items-center gap-2">
      {Boolean(error) && (
        <p role="alert" className="text-sm text-danger">
          {errorMessage(error)}
        </p>
      )}
      <Button isPending={isLoading} onPress={onLoad}>
        {isLoading ? he.common.loadingMore : he.common.loadMore}
      </Button>
    </div>
  );
}
