import { he } from "../../../i18n/he.ts";
import { paths, type SettingsPart } from "../../../paths.ts";
import { SegmentedLinks } from "../../../ui/segmented-links.tsx";
import { useBusiness } from "../business-context.ts";

/** Pages of one name: how the assistant speaks, who may see what, how the business looks, and how it works with leads. */
export function SettingsParts({ current }: { current: SettingsPart | "leads" | "tags" | "forms" }) {
  const { slug } = useBusiness();
  const items = [
    { part: "assistant", to: paths.settings(slug, "assistant"), text: he.settings.partAssistant },
    { part: "access", to: paths.settings(slug, "access"), text: he.settings.partAccess },
    { part: "office", to: paths.settings(slug, "office"), text: he.settings.partOffice },
    { part: "leads", to: paths.leadSettings(slug), text: he.settings.partLeads },
    { part: "tags", to: paths.tags(slug), text: he.settings.partTags },
    { part: "forms", to: paths.forms(slug), text: he.settings.partForms },
  ] as const;
  return (
    <div className="mb-6">
      <SegmentedLinks
        label={he.settings.parts}
        items={items.map(({ part, to, text }) => ({ to, text, isCurrent: part === current }))}
      />
    </div>
  );
}
