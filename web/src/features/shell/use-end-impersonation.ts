import { useMutation } from "@tanstack/react-query";
import { hasCode } from "../../api/api-error.ts";
import { api } from "../../api/client.ts";
import { sessionEvents } from "../../api/session-end.ts";
import { errorMessage } from "../../api/error-message.ts";
import { he } from "../../i18n/he.ts";
import { notify } from "../../ui/toast.tsx";
import { backToOwn } from "./visit-end.ts";

/**
 * Leaves the other person's account and comes back to one's own. The page is loaded anew: nothing that was fetched in
 * the other's name stays in memory, and no socket of theirs stays open.
 */
export function useEndImpersonation(businessId: string): { end: (why: "expired" | null) => void; isEnding: boolean } {
  const { mutate, isPending, isSuccess } = useMutation({
    mutationFn: async (_why: "expired" | null) => {
      try {
        await api.auth.impersonation.end.$post();
      } catch (error) {
        // Ended already, in another tab.
        if (!hasCode(error, "conflict")) throw error;
      }
    },
    onSuccess: (_, why) => backToOwn(businessId, why),
    onError: (error) =>
      // There is no session to come back to.
      hasCode(error, "unauthorized")
        ? sessionEvents().onLost()
        : notify({ tone: "problem", title: he.shell.impersonation.leaveFailed, text: errorMessage(error) }),
  });
  return { end: mutate, isEnding: isPending || isSuccess };
}
