import type { ReactNode } from "react";
import { he } from "../i18n/he.ts";
import { paths } from "../paths.ts";
import { EmptyState } from "./empty-state.tsx";
import { LinkButton } from "./link-button.tsx";
import { useTitle } from "./use-title.ts";

/** A page that says one thing, and leads home. */
export function MessagePage({ icon, title, text }: { icon: ReactNode; title: string; text: string }) {
  useTitle(title);
  return (
    <div className="grid min-h-[70dvh] place-items-center">
      <EmptyState
        level={1}
        icon={icon}
        title={title}
        text={text}
        action={<LinkButton to={paths.home()}>{he.pages.toHome}</LinkButton>}
      />
    </div>
  );
}
