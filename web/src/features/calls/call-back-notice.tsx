import { Check, CheckCheck, Phone, Undo2 } from "lucide-react";
import { isToCallBack, type CallDetail, type CalledBack } from "../../../../core/calls/wire.ts";
import { isWithheld } from "../../../../core/calls/withheld.ts";
import { formatDayAndClock } from "../../format/time.ts";
import { toldName } from "../../format/told-name.ts";
import { he } from "../../i18n/he.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useFocusKept } from "../../ui/use-focus-kept.ts";
import { useNow } from "../../ui/use-now.ts";
import { isAbandoned } from "./call-outcome.ts";
import { otherSide } from "./caller.tsx";
import { useTick } from "./use-tick.ts";

const DAY_CHECK_MS = 60_000;

/** That somebody has to ring back, or who has. */
export function CallBackNotice({ call }: { call: CallDetail }) {
  if (isToCallBack(call)) return <ToCallBack call={call} />;
  return call.calledBack && <Done call={call} by={call.calledBack} />;
}

function ToCallBack({ call }: { call: CallDetail }) {
  const tick = useTick(call);
  const button = useFocusKept();
  const phone = otherSide(call);
  const { whyCallBack } = he.call;
  return (
    <Notice tone="warn" icon={<Undo2 aria-hidden />} title={he.call.callBackTitle}>
      {/* What failed is explained above, in its own banner. */}
      {!call.failureCode && <p>{isAbandoned(call) ? whyCallBack.abandoned : whyCallBack.unanswered}</p>}
      {isWithheld(phone) && <p>{whyCallBack.withheld}</p>}
      <p className="mt-3 flex flex-wrap gap-2 print:hidden">
        {!isWithheld(phone) && (
          <a href={`tel:${phone}`} className={buttonClass("primary", "small")}>
            <Phone aria-hidden className="size-4" />
            {he.call.callBackNow}
          </a>
        )}
        {tick?.tick && (
          <Button ref={button} size="small" onPress={tick.tick} isPending={tick.isPending}>
            <Check aria-hidden className="size-4" />
            {he.calls.markCalledBack}
          </Button>
        )}
      </p>
    </Notice>
  );
}

function Done({ call, by: { at, name, email } }: { call: CallDetail; by: CalledBack }) {
  const tick = useTick(call);
  const button = useFocusKept();
  const now = useNow(DAY_CHECK_MS);
  return (
    <Notice tone="accent" icon={<CheckCheck aria-hidden />} title={he.call.calledBack(toldName(name, email))}>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {he.call.calledBackAt(formatDayAndClock(at, now))}
        {tick?.untick && (
          <Button
            ref={button}
            variant="quiet"
            size="small"
            onPress={tick.untick}
            isPending={tick.isPending}
            className="print:hidden"
          >
            {he.call.undoCalledBack}
          </Button>
        )}
      </p>
    </Notice>
  );
}
