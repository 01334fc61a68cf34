import type { ReactNode } from "react";
import { he } from "../i18n/he.ts";
import { paths } from "../paths.ts";
import { EmptyState } from "./empty-state.tsx";
import { LinkButton } from "./link-button.tsx";
import { useTitle } from "./use-title.ts";

type Props = {
  icon: ReactNode;
  title: string;
  text: string;
  /** What comes next; home, when nothing is given. */ action?: ReactNode;
};

/** A page that says one thing, and leads on. */
export function MessagePage({ icon, title, text, action }: Props) {
  useTitle(title);
  return (
    <div className="grid min-h-[70dvh] place-items-center">
      <EmptyState
        level={1}
        icon={icon}
        title={title}
        text={text}
        action={action ?? <LinkButton to={paths.home()}>{he.pages.toHome}</LinkButton>}
      />
    </div>
  );
}
