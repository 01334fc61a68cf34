import { Download, FileUp, Trash2 } from "lucide-react";
import { useNavigate } from "react-router";
import { exports as words } from "../../../i18n/he/exports.ts";
import { he } from "../../../i18n/he.ts";
import { paths } from "../../../paths.ts";
import { Menu, MenuItem } from "../../../ui/menu.tsx";
import type { MenuState } from "../../../ui/menu-button.tsx";
import { useMay } from "../../auth/use-may.ts";
import { useBusiness } from "../../business/business-context.ts";
import { useExport, useMayExport } from "../../exports/use-export.ts";

const iconClass = "size-4.5 text-ink-faint";

export function MoreActionsList({ query, menu }: { query: Record<string, string>; menu: MenuState }) {
  const { slug } = useBusiness();
  const navigate = useNavigate();
  const may = useMay();
  const mayExport = useMayExport();
  // The menu may be closed again before the file has come.
  const save = useExport({ kind: "leads", filter: query });
  return (
    <Menu aria-label={he.leadList.moreActions} placement="bottom end" state={menu}>
      {mayExport && (
        <MenuItem
          textValue={words.button}
          isDisabled={save.isPending}
          onAction={() => {
            if (!save.isPending) save.mutate();
          }}
        >
          <Download aria-hidden className={iconClass} />
          {save.isPending ? words.saving : words.button}
        </MenuItem>
      )}
      {may("imports.read") && (
        <MenuItem textValue={he.leads.import} onAction={() => void navigate(paths.imports(slug))}>
          <FileUp aria-hidden className={iconClass} />
          {he.leads.import}
        </MenuItem>
      )}
      <MenuItem textValue={he.leadBulk.bin.open} onAction={() => void navigate(paths.leadBin(slug))}>
        <Trash2 aria-hidden className={iconClass} />
        {he.leadBulk.bin.open}
      </MenuItem>
    </Menu>
  );
}
