import { EllipsisVertical } from "lucide-react";
import { he } from "../../../i18n/he.ts";
import { iconButtonClass } from "../../../ui/button.tsx";
import { cx } from "../../../ui/cx.ts";
import { MenuButton } from "../../../ui/menu-button.tsx";
import { onDemand } from "../../../ui/parts.ts";

const list = onDemand(() => import("./more-actions-list.tsx").then((file) => file.MoreActionsList));

/** What is done with the list now and then: into a file, out of a file, the bin. `query`: of the list that is shown. */
export const MoreActions = ({ query }: { query: Record<string, string> }) => (
  <MenuButton
    menu={list}
    props={{ query }}
    className={cx(iconButtonClass(), "border border-line-strong bg-surface max-sm:flex-none!")}
  >
    <EllipsisVertical aria-hidden className="size-4.5" />
    <span className="sr-only">{he.leadList.moreActions}</span>
  </MenuButton>
);
