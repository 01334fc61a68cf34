import { UserRoundX } from "lucide-react";
import { LinkButton } from "./link-button.tsx";
import { MessagePage } from "./message-page.tsx";

type Props = { title: string; text: string; next: { to: string; text: string } };

/** In place of what was given to somebody else, or never was this person's. */
export const NotYoursPage = ({ title, text, next }: Props) => (
  <MessagePage
    icon={<UserRoundX aria-hidden />}
    title={title}
    text={text}
    action={<LinkButton to={next.to}>{next.text}</LinkButton>}
  />
);
