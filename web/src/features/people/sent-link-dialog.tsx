import type { SentLink } from "../../../../core/auth/wire.ts";
import { he } from "../../i18n/he.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { SentLinkResult } from "./sent-link-result.tsx";

type Props = { sent: SentLink; email: string; onClose: () => void };

/** The end of every way to a link for somebody else. */
export const SentLinkDialog = ({ sent, email, onClose }: Props) => (
  <Dialog
    title={sent.mailed ? he.people.link.mailedTitle : he.people.link.title}
    isOpen
    onClose={onClose}
    actions={
      <Button onPress={onClose} variant={sent.mailed ? "primary" : "secondary"}>
        {he.people.link.done}
      </Button>
    }
  >
    <SentLinkResult sent={sent} email={email} />
  </Dialog>
);
