import type { ReactNode } from "react";
import { he } from "../../../../i18n/he.ts";
import { PageHeader } from "../../../../ui/page-header.tsx";
import { useBusiness } from "../../business-context.ts";
import { LogoSection } from "./logo-section.tsx";

/** How the business looks to its own people. */
export function OfficeSettings({ parts }: { parts: ReactNode }) {
  const business = useBusiness();
  return (
    <>
      <PageHeader title={he.settings.title} note={he.settings.officeSubtitle} />
      {parts}
      <div>
        <LogoSection business={business} />
      </div>
    </>
  );
}
