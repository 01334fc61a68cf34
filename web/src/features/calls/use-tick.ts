import { isToCallBack, type CallBackBody, type CallSummary } from "../../../../core/calls/wire.ts";
import { hasCode } from "../../api/api-error.ts";
import { errorMessage } from "../../api/error-message.ts";
import { he } from "../../i18n/he.ts";
import { notify } from "../../ui/toast.tsx";
import { useMay } from "../auth/use-may.ts";
import { useBusiness } from "../business/business-context.ts";
import { useSetCalledBack } from "./call-back-queries.ts";
import { callerText } from "./caller.tsx";

/** Ticking off a caller who waits to be rung back, and taking that back; null for who may not. */
export function useTick(call: CallSummary) {
  const { businessId, status } = useBusiness();
  const { mutateAsync, isPending } = useSetCalledBack(businessId, call.id);
  const may = useMay()("calls.callBack") && status === "active";
  const caller = callerText(call);

  async function send(body: CallBackBody) {
    try {
      const { calledBack } = await mutateAsync(body);
      if (calledBack === null) return notify({ tone: "fine", title: he.calls.unmarked(caller) });
      const undo = () => void send({ done: false, undone: calledBack.at });
      notify({ tone: "fine", title: he.calls.marked(caller), action: { text: he.common.undo, run: undo } });
    } catch (error) {
      const text = hasCode(error, "conflict") ? he.calls.markedMeanwhile : errorMessage(error);
      notify({ tone: "problem", title: he.calls.markFailed, text });
    }
  }

  if (!may) return null;
  const { calledBack } = call;
  return {
    isPending,
    tick: isToCallBack(call) ? () => void send({ done: true }) : null,
    untick: calledBack && (() => void send({ done: false, undone: calledBack.at })),
  };
}
