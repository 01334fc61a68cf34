import { Ellipsis, Merge, Pencil, Trash2 } from "lucide-react";
import { MenuTrigger } from "react-aria-components";
import { Link } from "react-router";
import type { Tag } from "../../../../../core/leads/tags.ts";
import { tagTexts as t } from "../../../i18n/he/tags.ts";
import { paths } from "../../../paths.ts";
import { Menu, MenuItem } from "../../../ui/menu.tsx";
import { StatusDot } from "../../../ui/status-badge.tsx";
import { TriggerIconButton } from "../../../ui/trigger-button.tsx";
import { useBusiness } from "../../business/business-context.ts";

export type TagAction = "edit" | "merge" | "delete";
type Props = {
  tag: Tag;
  count: number | undefined;
  /** Null: may look only. */ onAction: ((action: TagAction) => void) | null;
  /** There is another one. */ mayMerge: boolean;
};

export function TagRow({ tag: { id, name, color }, count, onAction, mayMerge }: Props) {
  const { slug } = useBusiness();
  return (
    <li className="flex min-h-14 items-center gap-3 border-t border-line px-4 py-1.5 first:border-t-0">
      <p className="flex min-w-0 flex-1 items-center gap-2.5 font-medium">
        <StatusDot color={color} />
        <span className="min-w-0 break-words">{name}</span>
      </p>
      {count !== undefined &&
        (count === 0 ? (
          <span className="shrink-0 text-sm text-ink-faint">{t.leads(0)}</span>
        ) : (
          <Link
            to={`${paths.leads(slug)}?tag=${encodeURIComponent(id)}`}
            aria-label={t.leadsOf(name, count)}
            className="inline-flex min-h-11 shrink-0 items-center text-sm font-medium text-accent underline decoration-accent-line underline-offset-4 hover:decoration-accent"
          >
            {t.leads(count)}
          </Link>
        ))}
      {onAction && (
        <MenuTrigger>
          <TriggerIconButton label={t.more(name)}>
            <Ellipsis aria-hidden className="size-4" />
          </TriggerIconButton>
          <Menu
            aria-label={t.more(name)}
            onAction={(key) => onAction(key as TagAction)}
            disabledKeys={mayMerge ? [] : ["merge"]}
          >
            <MenuItem id="edit">
              <Pencil aria-hidden className="size-4" />
              {t.actions.edit}
            </MenuItem>
            <MenuItem id="merge">
              <Merge aria-hidden className="size-4" />
              {t.actions.merge}
            </MenuItem>
            <MenuItem id="delete">
              <Trash2 aria-hidden className="size-4" />
              {t.actions.remove}
            </MenuItem>
          </Menu>
        </MenuTrigger>
      )}
    </li>
  );
}
