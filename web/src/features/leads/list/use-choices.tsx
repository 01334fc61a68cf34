/** What the list can be filtered by, with the words and colours of the business. */
import { useQuery } from "@tanstack/react-query";
import { DEAL_TYPES } from "../../../../../core/leads/deal-types.ts";
import { toldName } from "../../../format/told-name.ts";
import { he } from "../../../i18n/he.ts";
import { StatusDot } from "../../../ui/status-badge.tsx";
import { useBusiness } from "../../business/business-context.ts";
import { colleaguesQuery } from "../../people/colleague-queries.ts";
import { leadStatusesQuery, tagsQuery } from "../lead-queries.ts";
import type { Choice } from "./choice-menu.tsx";
import { SOURCES, type Several } from "./list-filter.ts";

export function useChoices(): Record<Several | "agent", Choice[]> {
  const { businessId } = useBusiness();
  const { data: statuses = [] } = useQuery(leadStatusesQuery(businessId));
  const { data: tags = [] } = useQuery(tagsQuery(businessId));
  const { data: colleagues = [] } = useQuery(colleaguesQuery(businessId));
  const coloured = ({ id, name, color }: (typeof statuses)[number] | (typeof tags)[number]): Choice => ({
    value: id,
    text: name,
    mark: <StatusDot color={color} />,
  });
  return {
    status: statuses.map(coloured),
    deal: DEAL_TYPES.map((value) => ({ value, text: he.leads.dealType[value] })),
    source: SOURCES.map((value) => ({ value, text: he.leads.source[value] })),
    tag: tags.map(coloured),
    agent: colleagues.map(({ userId, name, email }) => ({ value: userId, text: toldName(name, email) })),
  };
}
