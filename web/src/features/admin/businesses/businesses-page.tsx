import { useInfiniteQuery } from "@tanstack/react-query";
import { Building2, Plus } from "lucide-react";
import { he } from "../../../i18n/he.ts";
import { paths } from "../../../paths.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { LinkButton } from "../../../ui/link-button.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { useTitle } from "../../../ui/use-title.ts";
import { businessesQuery } from "../admin-queries.ts";
import { SearchList } from "../search-list.tsx";
import { useSearchText } from "../../../ui/use-search-text.ts";
import { BUSINESS_COLUMNS } from "./business-columns.tsx";

/** As adminBusinessesQuerySchema takes it. */
const LONGEST_QUERY = 80;

export function BusinessesPage() {
  const texts = he.admin.businesses;
  useTitle(texts.title);
  const search = useSearchText();
  const create = (
    <LinkButton to={paths.adminNewBusiness()} variant="primary">
      <Plus aria-hidden className="size-4" />
      {texts.create}
    </LinkButton>
  );
  return (
    <>
      <PageHeader title={texts.title} actions={create} />
      <SearchList
        label={texts.title}
        search={search}
        longest={LONGEST_QUERY}
        texts={texts}
        list={useInfiniteQuery(businessesQuery(search.query))}
        columns={BUSINESS_COLUMNS}
        rowKey={({ id }) => id}
        empty={<EmptyState icon={<Building2 aria-hidden />} {...texts.empty} action={create} />}
      />
    </>
  );
}
