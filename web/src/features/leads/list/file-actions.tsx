import { FileUp } from "lucide-react";
import { he } from "../../../i18n/he.ts";
import { paths } from "../../../paths.ts";
import { LinkButton } from "../../../ui/link-button.tsx";
import { useMay } from "../../auth/use-may.ts";
import { useBusiness } from "../../business/business-context.ts";
import { ExportButton } from "../../exports/export-button.tsx";

/** Lists go in and out as files; for managers. `query`: of the list that is shown. */
export function FileActions({ query }: { query: Record<string, string> }) {
  const { slug } = useBusiness();
  const may = useMay();
  return (
    <>
      <ExportButton asked={{ kind: "leads", filter: query }} />
      {may("imports.read") && (
        <LinkButton to={paths.imports(slug)}>
          <FileUp aria-hidden className="size-4.5 text-ink-soft" />
          {he.leads.import}
        </LinkButton>
      )}
    </>
  );
}
