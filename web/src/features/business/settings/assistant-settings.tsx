import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { he } from "../../../i18n/he.ts";
import { ErrorState } from "../../../ui/error-state.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { LoadingNote, Skeleton } from "../../../ui/skeleton.tsx";
import { OwnNumbers } from "./own-numbers.tsx";
import { SettingsForm } from "./settings-form.tsx";
import { settingsQuery } from "./settings-queries.ts";

export function AssistantSettings({ businessId, parts }: { businessId: string; parts: ReactNode }) {
  const { data, error, isFetchedAfterMount, refetch } = useQuery(settingsQuery(businessId));
  return (
    <>
      <PageHeader title={he.settings.title} note={he.settings.subtitle} />
      {parts}
      <div className="mb-7 border-b border-line">
        <OwnNumbers businessId={businessId} />
      </div>
      {/* Never begins from an answer that was kept: what is edited must be what is stored. */}
      {data && isFetchedAfterMount ? (
        <SettingsForm loaded={data} />
      ) : error && isFetchedAfterMount ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <SettingsSkeleton />
      )}
    </>
  );
}

const SettingsSkeleton = () => (
  <div className="flex max-w-2xl flex-col gap-6">
    <LoadingNote />
    <Skeleton className="h-11" />
    <Skeleton className="h-24" />
    <Skeleton className="h-72" />
    <Skeleton className="h-11" />
  </div>
);
