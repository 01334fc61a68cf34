import { useEffect } from "react";
import { useRouteError } from "react-router";
import { he } from "../../i18n/he.ts";
import { CrashMessage, isMissingChunk } from "../../ui/crash-message.tsx";
import { useTitle } from "../../ui/use-title.ts";

/** What the router shows in the place of a screen that threw. */
export function CrashPage() {
  const error = useRouteError();
  useTitle(isMissingChunk(error) ? he.common.product : he.pages.crashTitle);
  useEffect(() => console.error(error), [error]);
  return <CrashMessage error={error} />;
}

/** Where not even the frame is left. */
export const CrashedApp = () => (
  <main>
    <CrashPage />
  </main>
);
