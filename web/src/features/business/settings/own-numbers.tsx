import { useQuery } from "@tanstack/react-query";
import { he } from "../../../i18n/he.ts";
import { ErrorState } from "../../../ui/error-state.tsx";
import { PhoneNumber } from "../../../ui/phone-number.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { ownNumbersQuery } from "./own-numbers-query.ts";
import { SettingsSection } from "./settings-section.tsx";

const t = he.settings.ownNumbers;

/** At which the assistant answers. The platform's people assign them; here they are read and copied. */
export function OwnNumbers({ businessId }: { businessId: string }) {
  const { data, error, refetch } = useQuery(ownNumbersQuery(businessId));
  return (
    <SettingsSection title={t.title} text={t.text}>
      {data ? (
        data.length === 0 ? (
          <p className="text-ink-soft">{t.none}</p>
        ) : (
          <ul className="flex flex-col gap-2">
            {data.map((phone) => (
              <li key={phone} className="text-lg">
                <PhoneNumber phone={phone} />
              </li>
            ))}
          </ul>
        )
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton className="h-7 w-40" />
      )}
    </SettingsSection>
  );
}
