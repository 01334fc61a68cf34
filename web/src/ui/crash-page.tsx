import { TriangleAlert } from "lucide-react";
import { useEffect } from "react";
import { useRouteError } from "react-router";
import { he } from "../i18n/he.ts";
import { Button } from "./button.tsx";
import { EmptyState } from "./empty-state.tsx";
import { useTitle } from "./use-title.ts";

/** A part of the program that is gone: a new version was deployed while this one was open. */
const isStaleChunk = (error: unknown) =>
  error instanceof TypeError && /dynamically imported module|module script/i.test(error.message);

export function CrashPage() {
  const error = useRouteError();
  const stale = isStaleChunk(error);
  const title = stale ? he.pages.staleTitle : he.pages.crashTitle;
  useTitle(title);
  useEffect(() => console.error(error), [error]);
  return (
    <main role="alert" className="grid min-h-[70dvh] place-items-center">
      <EmptyState
        icon={<TriangleAlert aria-hidden />}
        title={title}
        text={stale ? he.pages.staleText : he.pages.crashText}
        action={
          <Button variant="primary" onPress={() => window.location.reload()}>
            {he.common.reload}
          </Button>
        }
      />
    </main>
  );
}
