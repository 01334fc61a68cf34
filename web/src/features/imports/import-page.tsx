import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import type { ImportDetail } from "../../../../core/imports/wire.ts";
import { hasCode } from "../../api/api-error.ts";
import { errorMessage } from "../../api/error-message.ts";
import { imports as t } from "../../i18n/he/imports.ts";
import { paths } from "../../paths.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { NotFoundPage } from "../../ui/not-found-page.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { notify } from "../../ui/toast.tsx";
import { useTitle } from "../../ui/use-title.ts";
import { useBusiness } from "../business/business-context.ts";
import { CallsSkeleton } from "../calls/calls-skeleton.tsx";
import { importQuery } from "./import-queries.ts";
import { MappingStep } from "./mapping-step.tsx";
import { ProgressStep } from "./progress-step.tsx";
import { ReportStep } from "./report-step.tsx";

/** One file, by how far it is: its columns, then how it goes, then what came of it. */
export function ImportPage() {
  const { importId = "" } = useParams();
  const { businessId, slug } = useBusiness();
  const { data, error, refetch } = useQuery(importQuery(businessId, importId));
  useTitle(data?.fileName ?? t.title);
  if (data) return <Step key={data.id} file={data} />;
  if (hasCode(error, "not_found")) return <NotFoundPage />;
  return (
    <>
      <PageHeader title={t.title} back={{ to: paths.imports(slug), text: t.backToFiles }} />
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <CallsSkeleton />}
    </>
  );
}

export const tellRefusal = (error: Error): void =>
  notify({ tone: "problem", title: t.failed, text: errorMessage(error) });

function Step({ file }: { file: ImportDetail }) {
  switch (file.state) {
    case "uploading":
    case "uploaded":
      return <MappingStep file={file} />;
    case "running":
    case "paused":
    case "undoing":
      return <ProgressStep file={file} />;
    case "cancelled":
    case "done":
    case "undone":
      return <ReportStep file={file} />;
  }
}
