import type { CallDetail } from "../../../../core/calls/wire.ts";
import { formatMicroUsd } from "../../format/money.ts";
import { he } from "../../i18n/he.ts";
import { Details } from "../../ui/details.tsx";
import { Ltr } from "../../ui/ltr.tsx";

/** What the call cost at OpenAI, with the tokens and the model behind the figure. */
export function CallCost({ call, microUsd }: { call: CallDetail; microUsd: number }) {
  const usage = Object.entries(call.usage ?? {}).filter(([, tokens]) => tokens > 0);
  return (
    <span className="inline-flex items-center gap-2">
      <Ltr>{formatMicroUsd(microUsd)}</Ltr>
      {(usage.length > 0 || call.realtimeModel) && (
        <Details label={he.call.costDetails}>
          {call.realtimeModel && (
            <p className="flex justify-between gap-6 font-medium">
              {he.call.model} <Ltr>{call.realtimeModel}</Ltr>
            </p>
          )}
          {usage.length > 0 && (
            <dl className="mt-2 grid grid-cols-[1fr_auto] gap-x-6 gap-y-1 border-t border-line pt-2">
              {usage.map(([kind, tokens]) => (
                <div key={kind} className="contents">
                  <dt className="text-ink-soft">{he.call.usage[kind] ?? <Ltr>{kind}</Ltr>}</dt>
                  <dd className="text-end">{tokens.toLocaleString("he-IL")}</dd>
                </div>
              ))}
            </dl>
          )}
        </Details>
      )}
    </span>
  );
}
