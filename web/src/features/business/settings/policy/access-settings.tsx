import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { he } from "../../../../i18n/he.ts";
import { ErrorState } from "../../../../ui/error-state.tsx";
import { PageHeader } from "../../../../ui/page-header.tsx";
import { LoadingNote, Skeleton } from "../../../../ui/skeleton.tsx";
import { useMay } from "../../../auth/use-may.ts";
import { PolicyForm } from "./policy-form.tsx";
import { PolicyFacts } from "./policy-facts.tsx";
import { policyQuery } from "./policy-queries.ts";

/** Who sees what in the business, and who may come in from outside. */
export function AccessSettings({ businessId, parts }: { businessId: string; parts: ReactNode }) {
  const { data, error, refetch } = useQuery(policyQuery(businessId));
  const mayChange = useMay()("policy.change");
  return (
    <>
      <PageHeader title={he.settings.title} note={he.settings.policy.subtitle} />
      {parts}
      {data ? (
        mayChange ? (
          <PolicyForm businessId={businessId} stored={data} />
        ) : (
          <PolicyFacts policy={data} />
        )
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <div className="flex max-w-2xl flex-col gap-6">
          <LoadingNote />
          <Skeleton className="h-28" />
          <Skeleton className="h-28" />
        </div>
      )}
    </>
  );
}
