import type { TenantDatabase } from "../../../../../core/admin/wire.ts";
import { he } from "../../../i18n/he.ts";
import { RadioCards } from "../../../ui/radio-cards.tsx";
import { isUpToDate } from "./tenant-choice.ts";

type Props = {
  databases: readonly TenantDatabase[];
  /** The one to take unless there is a reason not to. */ proposed: string;
  value: string;
  error: string | undefined;
  onChange: (name: string) => void;
};

/** Where the business will live: how full each database is, and whether it can take one. */
export function DatabaseField({ databases, proposed, value, error, onChange }: Props) {
  const texts = he.admin.newBusiness;
  const textOf = (database: TenantDatabase) =>
    [
      texts.tenantDbHolds(database.businesses),
      texts.tenantDbBehind(database.missingMigrations.length),
      database.name === proposed && databases.length > 1 && texts.tenantDbProposed,
    ]
      .filter(Boolean)
      .join(" · ");
  return (
    <RadioCards
      label={texts.tenantDb}
      help={texts.tenantDbHelp}
      error={error}
      value={value || null}
      options={databases.map((database) => ({
        value: database.name,
        title: database.name,
        text: textOf(database),
        isDisabled: !isUpToDate(database),
      }))}
      onChange={onChange}
    />
  );
}
