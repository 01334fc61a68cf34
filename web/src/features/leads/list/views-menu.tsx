import { useQuery } from "@tanstack/react-query";
import { Bookmark, ChevronDown, Pencil, Plus, RefreshCw, Trash2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button, Header, MenuSection, MenuTrigger, Separator } from "react-aria-components";
import { useNavigate } from "react-router";
import type { LeadView, ViewSettings } from "../../../../../core/leads/views.ts";
import { he } from "../../../i18n/he.ts";
import { paths } from "../../../paths.ts";
import { buttonClass } from "../../../ui/button.tsx";
import { Badge } from "../../../ui/badge.tsx";
import { Menu, MenuItem } from "../../../ui/menu.tsx";
import { useMay } from "../../auth/use-may.ts";
import { useBusiness } from "../../business/business-context.ts";
import { viewsQuery } from "../lead-queries.ts";
import { toSearch, type ListFilter } from "./list-filter.ts";
import { useColumns } from "./use-columns.ts";
import { useRemoveView, useSaveView, type SavedView } from "./view-mutations.ts";

const ViewDialog = lazy(async () => ({ default: (await import("./view-dialog.tsx")).ViewDialog }));
const t = he.leadBulk.views;

/** A view that is chosen sets the address, which stays the truth: the one that is shown now is the one with this address. */
export function ViewsMenu({ filter }: { filter: ListFilter }) {
  const { businessId, slug } = useBusiness();
  const navigate = useNavigate();
  const mayShare = useMay()("leadSettings.change");
  const { data: views = [] } = useQuery(viewsQuery(businessId));
  const [columns, setColumns] = useColumns();
  const [edited, setEdited] = useState<SavedView | null>(null);
  const remove = useRemoveView(businessId);
  const save = useSaveView(businessId);
  const [lastId, setLastId] = useState<string | null>(null);

  const now: ViewSettings = { ...filter, columns: [...columns] };
  const isShown = ({ settings }: LeadView) => toSearch(settings) === toSearch(filter);
  const shown = views.find((view) => view.id === lastId && isShown(view)) ?? views.find(isShown);
  // The one that was chosen last, when it has been filtered further since.
  const last = views.find(({ id }) => id === lastId);
  const mayChange = (view: LeadView) => (view.isShared ? mayShare : view.isOwn);
  const open = (view: LeadView) => {
    setLastId(view.id);
    if (view.settings.columns) setColumns(view.settings.columns);
    void navigate(paths.leadsFiltered(slug, toSearch(view.settings)));
  };
  return (
    <>
      <MenuTrigger>
        <Button className={buttonClass("secondary", "small")}>
          <Bookmark aria-hidden className="size-4" />
          <span className="max-w-48 truncate">{shown?.name ?? t.title}</span>
          <ChevronDown aria-hidden className="size-4 text-ink-faint" />
        </Button>
        <Menu aria-label={t.title} placement="bottom end">
          <MenuSection>
            <Header className="px-3 pt-1.5 pb-1 text-xs text-ink-faint">{views.length > 0 ? t.title : t.none}</Header>
            {views.map((view) => (
              <MenuItem key={view.id} textValue={view.name} onAction={() => open(view)}>
                <span className="min-w-0 flex-1 break-words">{view.name}</span>
                {view.isShared && <Badge tone="plain">{t.shared}</Badge>}
              </MenuItem>
            ))}
          </MenuSection>
          <Separator className="my-1 border-t border-line" />
          <MenuItem
            textValue={t.save}
            onAction={() => setEdited({ id: null, name: "", isShared: false, settings: now })}
          >
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
            <MenuItem textValue={t.edit(shown.name)} onAction={() => setEdited(shown)}>
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
      </MenuTrigger>
      <Suspense>
        {edited && <ViewDialog view={edited} onClose={() => setEdited(null)} onSaved={({ id }) => setLastId(id)} />}
      </Suspense>
    </>
  );
}
