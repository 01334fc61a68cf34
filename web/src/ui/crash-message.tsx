import { TriangleAlert } from "lucide-react";
import { he } from "../i18n/he.ts";
import { Button } from "./button.tsx";
import { EmptyState } from "./empty-state.tsx";

/** A part of the program that is gone: a new version was deployed while this one was open. */
export const isStaleChunk = (error: unknown): boolean =>
  error instanceof TypeError && /dynamically imported module|module script/i.test(error.message);

/** In the place of a screen that could not be drawn. */
export function CrashMessage({ error }: { error: unknown }) {
  const stale = isStaleChunk(error);
  return (
    <div role="alert" className="grid min-h-[70dvh] place-items-center">
      <EmptyState
        level={1}
        icon={<TriangleAlert aria-hidden />}
        title={stale ? he.pages.staleTitle : he.pages.crashTitle}
        text={stale ? he.pages.staleText : he.pages.crashText}
        action={
          <Button variant="primary" onPress={() => window.location.reload()}>
            {he.common.reload}
          </Button>
        }
      />
    </div>
  );
}
