import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { he } from "../../../i18n/he.ts";
import { paths } from "../../../paths.ts";
import { ErrorState } from "../../../ui/error-state.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { LoadingNote, Skeleton } from "../../../ui/skeleton.tsx";
import { useTitle } from "../../../ui/use-title.ts";
import type { BusinessCreated } from "../admin-mutations.ts";
import { tenantDatabasesQuery } from "../admin-queries.ts";
import { BusinessCreatedPanel } from "./business-created.tsx";
import { NewBusinessForm } from "./new-business-form.tsx";

const back = { to: paths.admin(), text: he.admin.toBusinesses };

export function NewBusinessPage() {
  const texts = he.admin.newBusiness;
  const [created, setCreated] = useState<BusinessCreated | null>(null);
  const title = created ? texts.created(created.business.name) : texts.title;
  useTitle(title);
  return (
    <div className="max-w-2xl">
      <PageHeader title={title} note={created ? undefined : texts.note} back={back} />
      {created ? (
        <BusinessCreatedPanel created={created} onAnother={() => setCreated(null)} />
      ) : (
        <Loaded onCreated={setCreated} />
      )}
    </div>
  );
}

function Loaded({ onCreated }: { onCreated: (created: BusinessCreated) => void }) {
  const { data, error, refetch } = useQuery(tenantDatabasesQuery);
  const [started, setStarted] = useState(0);
  if (data)
    return (
      <NewBusinessForm
        key={started}
        databases={data}
        onCreated={onCreated}
        onStartOver={() => setStarted(started + 1)}
      />
    );
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <div className="flex flex-col gap-6">
      <LoadingNote />
      <Skeleton className="h-11" />
      <Skeleton className="h-11" />
      <Skeleton className="h-24" />
      <Skeleton className="h-11" />
    </div>
  );
}
