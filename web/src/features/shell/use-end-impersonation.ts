import { useMutation } from "@tanstack/react-query";
import { hasCode } from "../../api/api-error.ts";
import { api } from "../../api/client.ts";
import { errorMessage } from "../../api/error-message.ts";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { notify } from "../../ui/toast.tsx";

/**
 * Leaves the other person's account and comes back to one's own. The page is loaded anew: nothing that was fetched in
 * the other's name stays in memory, and no socket of theirs stays open.
 */
export function useEndImpersonation(): { end: () => void; isEnding: boolean } {
  const { mutate, isPending, isSuccess } = useMutation({
    mutationFn: async () => {
      try {
        await api.auth.impersonation.end.$post();
      } catch (error) {
        // Ended already, in another tab.
        if (!hasCode(error, "conflict")) throw error;
      }
    },
    onSuccess: () => window.location.assign(paths.home()),
    // A session that is over altogether leads to the door by itself.
    onError: (error) =>
      !hasCode(error, "unauthorized") &&
      notify({ tone: "problem", title: he.shell.impersonation.leaveFailed, text: errorMessage(error) }),
  });
  return { end: () => mutate(), isEnding: isPending || isSuccess };
}
