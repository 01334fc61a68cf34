/** The whole URL map. Addresses are made by paths.ts. */
import { createBrowserRouter } from "react-router";
import { RequireSession } from "./features/auth/require-session.tsx";
import { SignInPage } from "./features/auth/sign-in-page.tsx";
import { BusinessShell } from "./features/business/business-shell.tsx";
import { HomePage, ToCalls } from "./features/business/home-page.tsx";
import { CallPage } from "./features/calls/call-page.tsx";
import { CallsPage } from "./features/calls/calls-page.tsx";
import { LeadPage } from "./features/leads/lead-page.tsx";
import { LeadsPage } from "./features/leads/leads-page.tsx";
import { CrashPage } from "./ui/crash-page.tsx";
import { NotFoundPage } from "./ui/not-found-page.tsx";
import { SplashPage } from "./ui/splash-page.tsx";

export const createRouter = () =>
  createBrowserRouter([
    {
      errorElement: <CrashPage />,
      hydrateFallbackElement: <SplashPage />,
      children: [
        { path: "sign-in", element: <SignInPage /> },
        {
          element: <RequireSession />,
          children: [
            { index: true, element: <HomePage /> },
            {
              path: "b/:slug",
              element: <BusinessShell />,
              children: [
                {
                  errorElement: <CrashPage />,
                  children: [
                    { index: true, element: <ToCalls /> },
                    { path: "calls", element: <CallsPage /> },
                    { path: "calls/:callId", element: <CallPage /> },
                    { path: "leads", element: <LeadsPage /> },
                    { path: "leads/:leadId", element: <LeadPage /> },
                    {
                      // Its forms are half of the program's weight, and most people never open it.
                      path: "settings",
                      lazy: async () => ({
                        Component: (await import("./features/business/settings/settings-page.tsx")).SettingsPage,
                      }),
                    },
                    { path: "*", element: <NotFoundPage /> },
                  ],
                },
              ],
            },
          ],
        },
        { path: "*", element: <NotFoundPage /> },
      ],
    },
  ]);
