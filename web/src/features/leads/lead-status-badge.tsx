import { useQuery } from "@tanstack/react-query";
import { useBusiness } from "../business/business-context.ts";
import { leadStatusesQuery } from "./lead-queries.ts";
import { StatusBadge } from "../../ui/status-badge.tsx";

/** The status of a lead as its business calls it; nothing until the names have come. */
export function LeadStatusBadge({ statusId }: { statusId: string }) {
  const { businessId } = useBusiness();
  const { data } = useQuery(leadStatusesQuery(businessId));
  const status = data?.find(({ id }) => id === statusId);
  return status ? <StatusBadge color={status.color}>{status.name}</StatusBadge> : null;
}
