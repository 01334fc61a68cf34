import { DoorClosed } from "lucide-react";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { MessagePage } from "../../ui/message-page.tsx";
import { useSession } from "../auth/session-context.ts";
import { useLeave } from "../auth/use-leave.ts";

/** Others are in the switcher of the frame. */
const SHOWN = 3;

/** Somebody who was removed from this business: what they still have. */
export function LeftPage({ business }: { business: string }) {
  const { memberships } = useSession();
  const leave = useLeave();
  return (
    <MessagePage
      icon={<DoorClosed aria-hidden />}
      title={he.pages.leftTitle(business)}
      text={he.pages.leftText}
      action={
        <div className="flex flex-wrap justify-center gap-2">
          {memberships.slice(0, SHOWN).map(({ slug, name }) => (
            <LinkButton key={slug} to={paths.calls(slug)}>
              {he.pages.otherBusiness(name)}
            </LinkButton>
          ))}
          <LinkButton to={paths.account()} {...(memberships.length > 0 && { variant: "quiet" as const })}>
            {he.shell.account}
          </LinkButton>
          {memberships.length === 0 && (
            <Button variant="quiet" onPress={leave}>
              {he.nav.signOut}
            </Button>
          )}
        </div>
      }
    />
  );
}
