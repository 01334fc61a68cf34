import "./no-eval.ts";
import { hashKey, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { I18nProvider } from "react-aria-components";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router/dom";
import type { Session } from "../../core/auth/wire.ts";
import { createQueryClient } from "./api/query-client.ts";
import { api, forgetPerson } from "./api/client.ts";
import { listenToSession } from "./api/session-end.ts";
import type { DoorState } from "./features/auth/door-state.ts";
import { PersonChanged, showPersonChanged } from "./features/auth/person-changed.tsx";
import { SESSION_KEY } from "./features/auth/session-queries.ts";
import { listenToTabs, tellTabs } from "./features/auth/tabs.ts";
import { applyKeptTheme } from "./features/shell/theme.ts";
import { backToOwn, tellWhyVisitEnded } from "./features/shell/visit-end.ts";
import { paths } from "./paths.ts";
import { prefetchOnIntent, prefetchWhenIdle } from "./prefetch.ts";
import { prefetchList } from "./prefetch-lists.ts";
import { createRouter, routes } from "./routes.tsx";
import "./styles.css";
import { keepFocus } from "./ui/keep-focus.ts";
import { sayInWords } from "./ui/say-in-words.ts";
import { Toasts } from "./ui/toast.tsx";

const queries = createQueryClient();
const router = createRouter();
/** Whom the other tabs were told of last. */
let told: string | null = null;

const presentSession = () => queries.getQueryData<Session>(SESSION_KEY);

/** Somebody who never was signed in is led to the door by AuthGuard, and told nothing of an end. */
function toDoor(state: DoorState): void {
  const { pathname, search, hash } = router.state.location;
  if (pathname === paths.signIn() || !presentSession()) return;
  queries.removeQueries({ queryKey: SESSION_KEY });
  forgetPerson();
  const gone = router.navigate(paths.signIn(pathname + search + hash), { replace: true, state });
  // Whoever comes next to this screen finds nothing of what was on it.
  void gone.then(() => queries.getQueryCache().clear());
}

let isLeaving = false;

/** Once, however many requests find the visit over. */
async function leaveVisit(why: string): Promise<void> {
  if (isLeaving) return;
  isLeaving = true;
  const businessId = presentSession()?.impersonation?.businessId;
  try {
    await api.auth.impersonation.end.$post();
    backToOwn(businessId, why);
  } catch {
    isLeaving = false;
    toDoor({ sessionEnded: true });
  }
}

listenToSession({
  onLost: () => toDoor({ sessionEnded: true }),
  onPersonChanged: () => showPersonChanged(""),
  onVisitOver: (why) => void leaveVisit(why),
});

listenToTabs(({ person, name }) => {
  const session = presentSession();
  if (!session || session.user.id === person) return;
  if (person === null) toDoor({ signedOut: true });
  else showPersonChanged(name);
});
// A page that was just loaded knows best who is signed in.
queries.getQueryCache().subscribe(({ type, query }) => {
  if (type !== "updated" || query.queryHash !== hashKey(SESSION_KEY)) return;
  const user = presentSession()?.user;
  if (user && user.id !== told) tellTabs({ person: user.id, name: user.name });
  told = user?.id ?? null;
});
tellWhyVisitEnded();

applyKeptTheme();
keepFocus(document);
sayInWords(document);
prefetchOnIntent(document, routes, (path) => prefetchList(queries, path));
prefetchWhenIdle(document, routes);

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <I18nProvider locale="he-IL">
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <Toasts />
        <PersonChanged />
      </QueryClientProvider>
    </I18nProvider>
  </StrictMode>,
);
