import { useNavigate } from "react-router";
import { errorMessage } from "../../api/error-message.ts";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { notify } from "../../ui/toast.tsx";
import { useSignOut } from "./session-queries.ts";

/** Signs out and shows the door. */
export function useLeave(): () => void {
  const navigate = useNavigate();
  const signOut = useSignOut();
  // Not by the mutation's own callbacks: they die with what was pressed, and a menu or a palette closes at once.
  return () =>
    void signOut.mutateAsync().then(
      () => navigate(paths.signIn(), { replace: true }),
      (error: unknown) => notify({ tone: "problem", title: he.nav.signOutFailed, text: errorMessage(error) }),
    );
}
