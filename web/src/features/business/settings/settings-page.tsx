import { LockKeyhole } from "lucide-react";
import { useSearchParams } from "react-router";
import { he } from "../../../i18n/he.ts";
import { paths, SETTINGS_PARTS, type SettingsPart } from "../../../paths.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { SegmentedLinks } from "../../../ui/segmented-links.tsx";
import { useTitle } from "../../../ui/use-title.ts";
import { useMay } from "../../auth/use-may.ts";
import { useBusiness } from "../business-context.ts";
import { AssistantSettings } from "./assistant-settings.tsx";
import { OfficeSettings } from "./logo/office-settings.tsx";
import { AccessSettings } from "./policy/access-settings.tsx";

export function SettingsPage() {
  useTitle(he.settings.title);
  const { businessId } = useBusiness();
  const may = useMay();
  const [search] = useSearchParams();
  const part = SETTINGS_PARTS.find((each) => each === search.get("part")) ?? "assistant";
  if (!may("assistant.read")) return <ManagersOnly />;
  const parts = <Parts current={part} />;
  switch (part) {
    case "assistant":
      return <AssistantSettings key={businessId} businessId={businessId} parts={parts} />;
    case "access":
      return <AccessSettings key={businessId} businessId={businessId} parts={parts} />;
    case "office":
      return <OfficeSettings key={businessId} parts={parts} />;
  }
}

/** Pages of one name: how the assistant speaks, who may see what, and how the business looks. */
function Parts({ current }: { current: SettingsPart }) {
  const { slug } = useBusiness();
  const items = [
    { part: "assistant", text: he.settings.partAssistant },
    { part: "access", text: he.settings.partAccess },
    { part: "office", text: he.settings.partOffice },
  ] as const;
  return (
    <div className="mb-6">
      <SegmentedLinks
        label={he.settings.parts}
        items={items.map(({ part, text }) => ({ to: paths.settings(slug, part), text, isCurrent: part === current }))}
      />
    </div>
  );
}

const ManagersOnly = () => (
  <>
    <PageHeader title={he.settings.title} />
    <EmptyState
      icon={<LockKeyhole aria-hidden />}
      title={he.settings.managersOnlyTitle}
      text={he.settings.managersOnlyText}
    />
  </>
);
