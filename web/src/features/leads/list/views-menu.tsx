import { useQuery } from "@tanstack/react-query";
import { Bookmark, ChevronDown } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { LeadView, ViewSettings } from "../../../../../core/leads/views.ts";
import { he } from "../../../i18n/he.ts";
import { paths } from "../../../paths.ts";
import { buttonClass } from "../../../ui/button.tsx";
import { MenuButton } from "../../../ui/menu-button.tsx";
import { onDemand } from "../../../ui/parts.ts";
import { WhenOpen } from "../../../ui/when-open.tsx";
import { useBusiness } from "../../business/business-context.ts";
import { viewsQuery } from "../lead-queries.ts";
import { toSearch, type ListFilter } from "./list-filter.ts";
import { useColumns } from "./use-columns.ts";
import type { SavedView } from "./view-mutations.ts";

const list = onDemand(() => import("./views-list.tsx").then((file) => file.ViewsList));
const dialog = onDemand(() => import("./view-dialog.tsx").then((file) => file.ViewDialog));

/** A view that is chosen sets the address, which stays the truth: the one that is shown now is the one with this address. */
export function ViewsMenu({ filter }: { filter: ListFilter }) {
  const { businessId, slug } = useBusiness();
  const navigate = useNavigate();
  const { data: views = [] } = useQuery(viewsQuery(businessId));
  const [columns, setColumns] = useColumns();
  const [edited, setEdited] = useState<SavedView | null>(null);
  const [lastId, setLastId] = useState<string | null>(null);

  const now: ViewSettings = { ...filter, columns: [...columns] };
  const isShown = ({ settings }: LeadView) => toSearch(settings) === toSearch(filter);
  const shown = views.find((view) => view.id === lastId && isShown(view)) ?? views.find(isShown);
  const last = views.find(({ id }) => id === lastId);
  const onOpen = (view: LeadView) => {
    setLastId(view.id);
    if (view.settings.columns) setColumns(view.settings.columns);
    void navigate(paths.leadsFiltered(slug, toSearch(view.settings)));
  };
  const close = () => setEdited(null);
  return (
    <>
      <MenuButton
        menu={list}
        props={{ views, now, shown, last, onOpen, onEdit: (view: SavedView) => setEdited(view) }}
        className={buttonClass("secondary", "small")}
      >
        <Bookmark aria-hidden className="size-4" />
        <span className="max-w-48 truncate">{shown?.name ?? he.leadBulk.views.title}</span>
        <ChevronDown aria-hidden className="size-4 text-ink-faint" />
      </MenuButton>
      {edited && (
        <WhenOpen
          of={dialog}
          isOpen
          onClose={close}
          props={{ view: edited, onClose: close, onSaved: ({ id }) => setLastId(id) }}
        />
      )}
    </>
  );
}
