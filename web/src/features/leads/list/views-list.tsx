import { Pencil, Plus, RefreshCw, Trash2 } from "lucide-react";
import { Header, MenuSection, Separator } from "react-aria-components";
import type { LeadView, ViewSettings } from "../../../../../core/leads/views.ts";
import { he } from "../../../i18n/he.ts";
import { Badge } from "../../../ui/badge.tsx";
import { Menu, MenuItem } from "../../../ui/menu.tsx";
import type { MenuState } from "../../../ui/menu-button.tsx";
import { useMay } from "../../auth/use-may.ts";
import { useBusiness } from "../../business/business-context.ts";
import { useRemoveView, useSaveView, type SavedView } from "./view-mutations.ts";

const t = he.leadBulk.views;

type Props = {
  views: LeadView[];
  /** As the list is now. */ now: ViewSettings;
  /** The view with the address that is shown. */ shown: LeadView | undefined;
  /** The one that was chosen last, when it has been filtered further since. */ last: LeadView | undefined;
  onOpen: (view: LeadView) => void;
  onEdit: (view: SavedView) => void;
  menu: MenuState;
};

export function ViewsList({ views, now, shown, last, onOpen, onEdit, menu }: Props) {
  const { businessId } = useBusiness();
  const mayShare = useMay()("leadSettings.change");
  const remove = useRemoveView(businessId);
  const save = useSaveView(businessId);
  const mayChange = (view: LeadView) => (view.isShared ? mayShare : view.isOwn);
  return (
    <Menu aria-label={t.title} placement="bottom end" state={menu}>
      <MenuSection>
        <Header className="px-3 pt-1.5 pb-1 text-xs text-ink-faint">{views.length > 0 ? t.title : t.none}</Header>
        {views.map((view) => (
          <MenuItem key={view.id} textValue={view.name} onAction={() => onOpen(view)}>
            <span className="min-w-0 flex-1 break-words">{view.name}</span>
            {view.isShared && <Badge tone="plain">{t.shared}</Badge>}
          </MenuItem>
        ))}
      </MenuSection>
      <Separator className="my-1 border-t border-line" />
      <MenuItem textValue={t.save} onAction={() => onEdit({ id: null, name: "", isShared: false, settings: now })}>
        <Plus aria-hidden className="size-4 text-ink-faint" />
        {t.save}
      </MenuItem>
      {last && last !== shown && mayChange(last) && (
        <MenuItem
          textValue={t.update(last.name)}
          onAction={() => save.mutate({ id: last.id, name: last.name, isShared: last.isShared, settings: now })}
        >
          <RefreshCw aria-hidden className="size-4 text-ink-faint" />
          {t.update(last.name)}
        </MenuItem>
      )}
      {shown && mayChange(shown) && (
        <MenuItem textValue={t.edit(shown.name)} onAction={() => onEdit(shown)}>
          <Pencil aria-hidden className="size-4 text-ink-faint" />
          {t.edit(shown.name)}
        </MenuItem>
      )}
      {shown && mayChange(shown) && (
        <MenuItem textValue={t.remove(shown.name)} onAction={() => remove.mutate(shown)}>
          <Trash2 aria-hidden className="size-4 text-danger" />
          {t.remove(shown.name)}
        </MenuItem>
      )}
    </Menu>
  );
}
