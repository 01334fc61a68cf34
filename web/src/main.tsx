import "./no-eval.ts";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { I18nProvider } from "react-aria-components";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router/dom";
import { createQueryClient } from "./api/query-client.ts";
import { onSessionEnd } from "./api/session-end.ts";
import { SESSION_KEY } from "./features/auth/session-queries.ts";
import { applyKeptTheme } from "./features/shell/theme.ts";
import { paths } from "./paths.ts";
import { createRouter } from "./routes.tsx";
import "./styles.css";
import { Toasts } from "./ui/toast.tsx";

const queries = createQueryClient();
const router = createRouter();

onSessionEnd(() => {
  const { pathname, search, hash } = router.state.location;
  // Somebody who never was signed in is led to the door by AuthGuard, and told nothing of an end.
  if (pathname === paths.signIn() || !queries.getQueryData(SESSION_KEY)) return;
  queries.removeQueries({ queryKey: SESSION_KEY });
  const toDoor = router.navigate(paths.signIn(pathname + search + hash), {
    replace: true,
    state: { sessionEnded: true },
  });
  // Whoever comes next to this screen finds nothing of what was on it.
  void toDoor.then(() => queries.getQueryCache().clear());
});

applyKeptTheme();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <I18nProvider locale="he-IL">
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <Toasts />
      </QueryClientProvider>
    </I18nProvider>
  </StrictMode>,
);
