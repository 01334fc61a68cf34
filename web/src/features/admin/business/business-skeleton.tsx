import { LoadingNote, Skeleton } from "../../../ui/skeleton.tsx";

export const BusinessSkeleton = () => (
  <div>
    <LoadingNote />
    <Skeleton className="mb-6 h-8 w-56" />
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <Skeleton className="h-64" />
      <Skeleton className="h-40" />
    </div>
  </div>
);
