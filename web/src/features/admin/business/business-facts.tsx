import { useState, type ReactNode } from "react";
import type { AdminBusiness } from "../../../../../core/admin/wire.ts";
import { he } from "../../../i18n/he.ts";
import { Button } from "../../../ui/button.tsx";
import { Ltr } from "../../../ui/ltr.tsx";
import { Section } from "../../../ui/section.tsx";
import { Since } from "../since.tsx";
import { RenameDialog } from "./rename-dialog.tsx";

export function BusinessFacts({ business }: { business: AdminBusiness }) {
  const { slug, tenantDb, createdAt } = business;
  const texts = he.admin.business;
  const [isRenaming, setRenaming] = useState(false);
  return (
    <Section
      title={texts.facts}
      aside={
        <Button size="small" variant="quiet" onPress={() => setRenaming(true)} className="-me-3">
          {texts.rename}
        </Button>
      }
    >
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-1.5">
        <Fact title={texts.slug}>
          <Ltr>{slug}</Ltr>
        </Fact>
        <Fact title={texts.database}>
          <Ltr>{tenantDb}</Ltr>
        </Fact>
        <Fact title={texts.since}>
          <Since at={createdAt} />
        </Fact>
      </dl>
      {isRenaming && <RenameDialog business={business} onClose={() => setRenaming(false)} />}
    </Section>
  );
}

const Fact = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="contents">
    <dt className="text-ink-faint">{title}</dt>
    <dd className="min-w-0 break-words">{children}</dd>
  </div>
);
