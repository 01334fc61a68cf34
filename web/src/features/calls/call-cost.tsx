import type { ReactNode } from "react";
import { agorotOf, type ExchangeRate } from "../../../../core/billing/exchange-rate.ts";
import { costLines, NO_USAGE, type CostLine } from "../../../../core/calls/cost.ts";
import type { CallDetail } from "../../../../core/calls/wire.ts";
import { formatAgorot, formatMicroUsd } from "../../format/money.ts";
import { formatFullDay } from "../../format/time.ts";
import { he } from "../../i18n/he.ts";
import { Details } from "../../ui/details.tsx";
import { Ltr } from "../../ui/ltr.tsx";

/** What the call cost at OpenAI, in shekels and in the dollars it is paid in, with what the figure is made of. */
export function CallCost({ call, microUsd, rate }: { call: CallDetail; microUsd: number; rate: ExchangeRate }) {
  const { realtimeModel, usage } = call;
  const lines =
    realtimeModel && usage
      ? costLines(realtimeModel, { ...NO_USAGE, ...usage }).filter(({ tokens }) => tokens > 0)
      : [];
  return (
    <span className="inline-flex items-center gap-2">
      <span>
        <Shekels microUsd={microUsd} rate={rate} /> <Quiet>{formatMicroUsd(microUsd)}</Quiet>
      </span>
      <Details label={he.call.costDetails}>
        {realtimeModel && (
          <p className="flex justify-between gap-6 font-medium">
            {he.call.model} <Ltr>{realtimeModel}</Ltr>
          </p>
        )}
        {lines.length > 0 && (
          <dl className="mt-2 grid grid-cols-[1fr_auto] gap-x-6 gap-y-1.5 border-t border-line pt-2">
            {lines.map((line) => (
              <Line key={line.kind} line={line} rate={rate} />
            ))}
          </dl>
        )}
        <p className="mt-2 border-t border-line pt-2 text-xs text-ink-faint">
          {he.call.rate(formatAgorot(rate.shekelsPerDollar * 100), formatFullDay(Date.parse(`${rate.asOf}T10:00:00Z`)))}
        </p>
      </Details>
    </span>
  );
}

/** In a left-to-right isolate the sign of the shekel stands after its number, as it does in Hebrew. */
const Shekels = ({ microUsd, rate }: { microUsd: number; rate: ExchangeRate }) => (
  <bdi>{formatAgorot(agorotOf(microUsd, rate))}</bdi>
);

const Quiet = ({ children }: { children: ReactNode }) => (
  <span className="font-normal text-ink-faint">
    (<Ltr>{children}</Ltr>)
  </span>
);

function Line({ line, rate }: { line: CostLine; rate: ExchangeRate }) {
  const { kind, tokens, usdPerMillion, microUsd } = line;
  return (
    <div className="contents">
      <dt>
        {he.call.usage[kind] ?? <Ltr>{kind}</Ltr>}
        <span className="block text-xs text-ink-faint">
          {he.call.tokens(tokens.toLocaleString("he-IL"))} · {he.call.perMillion(`\u2066$${usdPerMillion}\u2069`)}
        </span>
      </dt>
      <dd className="text-end">
        <Shekels microUsd={microUsd} rate={rate} />
      </dd>
    </div>
  );
}
