import { queryOptions } from "@tanstack/react-query";
import type { KeptSettings, SettingsVersion } from "../../../../../../core/business/wire.ts";
import { api } from "../../../../api/client.ts";
import { settingsQuery } from "../settings-queries.ts";

const { versions } = api.businesses[":businessId"].settings;

/** Under the settings' own key: what makes those stale makes these stale. */
export const versionsQuery = (businessId: string) =>
  queryOptions({
    queryKey: [...settingsQuery(businessId).queryKey, "versions"] as const,
    queryFn: async ({ signal }): Promise<SettingsVersion[]> =>
      (await (await versions.$get({ param: { businessId } }, { init: { signal } })).json()).versions,
  });

/** What was saved once does not change any more. */
export const versionQuery = (businessId: string, version: number) =>
  queryOptions({
    queryKey: [...settingsQuery(businessId).queryKey, "versions", version] as const,
    queryFn: async ({ signal }): Promise<KeptSettings> => {
      const param = { businessId, version: String(version) };
      return (await versions[":version"].$get({ param }, { init: { signal } })).json();
    },
    staleTime: Infinity,
  });
