import { Check } from "lucide-react";
import { isToCallBack, type CallSummary } from "../../../../core/calls/wire.ts";
import { he } from "../../i18n/he.ts";
import { Button } from "../../ui/button.tsx";
import { useFocusKept } from "../../ui/use-focus-kept.ts";
import { callerText } from "./caller.tsx";
import { useTick } from "./use-tick.ts";

/** In the list, under the row, so that the columns of the rows stay in line. */
export const CallBackTick = ({ call }: { call: CallSummary }) => (isToCallBack(call) ? <Tick call={call} /> : null);

function Tick({ call }: { call: CallSummary }) {
  const tick = useTick(call);
  const button = useFocusKept();
  if (!tick?.tick) return null;
  return (
    <div className="basis-full px-4 pb-3 md:px-5">
      <Button
        ref={button}
        size="small"
        onPress={tick.tick}
        isPending={tick.isPending}
        aria-label={`${he.calls.markCalledBack}: ${callerText(call)}`}
      >
        <Check aria-hidden className="size-4" />
        {he.calls.markCalledBack}
      </Button>
    </div>
  );
}
