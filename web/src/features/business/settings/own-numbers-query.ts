import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../api/client.ts";

export const ownNumbersQuery = (businessId: string) =>
  queryOptions({
    queryKey: ["business", businessId, "numbers"] as const,
    queryFn: async ({ signal }): Promise<string[]> => {
      const response = await api.businesses[":businessId"].numbers.$get(
        { param: { businessId } },
        { init: { signal } },
      );
      return (await response.json()).phones;
    },
  });
