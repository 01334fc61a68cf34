import { LockKeyhole } from "lucide-react";
import { useSearchParams } from "react-router";
import { he } from "../../../i18n/he.ts";
import { paths, SETTINGS_PARTS } from "../../../paths.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { LinkButton } from "../../../ui/link-button.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { useTitle } from "../../../ui/use-title.ts";
import { useMay } from "../../auth/use-may.ts";
import { useBusiness } from "../business-context.ts";
import { AssistantSettings } from "./assistant-settings.tsx";
import { OfficeSettings } from "./logo/office-settings.tsx";
import { SettingsParts } from "./settings-parts.tsx";
import { AccessSettings } from "./policy/access-settings.tsx";

export function SettingsPage() {
  useTitle(he.settings.title);
  const { businessId } = useBusiness();
  const may = useMay();
  const [search] = useSearchParams();
  const part = SETTINGS_PARTS.find((each) => each === search.get("part")) ?? "assistant";
  if (!may("assistant.read")) return <ManagersOnly />;
  const parts = <SettingsParts current={part} />;
  switch (part) {
    case "assistant":
      return <AssistantSettings key={businessId} businessId={businessId} parts={parts} />;
    case "access":
      return <AccessSettings key={businessId} businessId={businessId} parts={parts} />;
    case "office":
      return <OfficeSettings key={businessId} parts={parts} />;
  }
}

const ManagersOnly = () => (
  <>
    <PageHeader title={he.settings.title} />
    <EmptyState
      icon={<LockKeyhole aria-hidden />}
      title={he.settings.managersOnlyTitle}
      text={he.settings.managersOnlyText}
      action={<LinkButton to={paths.account()}>{he.settings.managersOnlyNext}</LinkButton>}
    />
  </>
);
