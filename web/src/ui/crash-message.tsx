import { CloudOff, TriangleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { he } from "../i18n/he.ts";
import { Button } from "./button.tsx";
import { EmptyState } from "./empty-state.tsx";
import { SplashPage } from "./splash-page.tsx";
import { useServer, type Server } from "./use-server.ts";

/** A part of the program could not be fetched: the server is away, or a new version has taken the place of this one. */
export const isMissingChunk = (error: unknown): boolean =>
  error instanceof TypeError && /dynamically imported module|module script/i.test(error.message);

const TEXTS = {
  away: { title: he.pages.awayTitle, text: he.pages.awayText },
  offline: { title: he.pages.offlineTitle, text: he.pages.offlineText },
  there: { title: he.pages.staleTitle, text: he.pages.staleText },
} as const satisfies Record<Exclude<Server, "unknown">, unknown>;

/** In the place of a screen that could not be drawn. */
export const CrashMessage = ({ error }: { error: unknown }) =>
  isMissingChunk(error) ? (
    <MissingChunk />
  ) : (
    <Crash Icon={TriangleAlert} title={he.pages.crashTitle} text={he.pages.crashText} />
  );

/** Which of the two it is only the server can tell. One that comes back brings the screen with it. */
function MissingChunk() {
  const server = useServer();
  const wasAway = useRef(false);
  useEffect(() => {
    if (server === "away" || server === "offline") wasAway.current = true;
    if (server === "there" && wasAway.current) window.location.reload();
  }, [server]);
  if (server === "unknown") return <SplashPage />;
  return <Crash Icon={server === "there" ? TriangleAlert : CloudOff} {...TEXTS[server]} />;
}

function Crash({ Icon, title, text }: { Icon: typeof CloudOff; title: string; text: string }) {
  return (
    <div role="alert" className="grid min-h-[70dvh] place-items-center">
      <EmptyState
        level={1}
        icon={<Icon aria-hidden />}
        title={title}
        text={text}
        action={
          <Button variant="primary" onPress={() => window.location.reload()}>
            {he.common.reload}
          </Button>
        }
      />
    </div>
  );
}
