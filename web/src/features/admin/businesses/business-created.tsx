import { useEffect, useRef } from "react";
import { he } from "../../../i18n/he.ts";
import { paths } from "../../../paths.ts";
import { Button } from "../../../ui/button.tsx";
import { LinkButton } from "../../../ui/link-button.tsx";
import { Section } from "../../../ui/section.tsx";
import { SentLinkResult } from "../../people/sent-link-result.tsx";
import type { BusinessCreated } from "../admin-mutations.ts";
import { BulletList } from "../bullet-list.tsx";

type Props = { created: BusinessCreated; onAnother: () => void };

/** What came of it: the manager's link where no mail went out, and what is still to do. */
export function BusinessCreatedPanel({ created: { business, invitation, sent }, onAnother }: Props) {
  const texts = he.admin.newBusiness;
  const element = useRef<HTMLDivElement>(null);
  // The button that was pressed is gone with its form.
  useEffect(() => element.current?.focus(), []);
  return (
    <div
      ref={element}
      tabIndex={-1}
      role="region"
      aria-label={texts.created(business.name)}
      className="flex flex-col gap-5 outline-none"
    >
      <SentLinkResult sent={sent} email={invitation.email} />
      <Section title={texts.nextTitle}>
        <BulletList items={[texts.nextManager, texts.nextNumber]} />
      </Section>
      <div className="flex flex-wrap gap-2 max-sm:[&>*]:flex-1">
        <LinkButton to={paths.adminBusiness(business.id)} variant="primary">
          {texts.toBusiness}
        </LinkButton>
        <Button onPress={onAnother}>{texts.another}</Button>
      </div>
    </div>
  );
}
