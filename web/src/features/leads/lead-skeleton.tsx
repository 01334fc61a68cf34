import { LoadingNote, Skeleton } from "../../ui/skeleton.tsx";

/** In the order of the page itself: what is known of the lead beside their calls, on the phone above them. */
export const LeadSkeleton = () => (
  <div>
    <LoadingNote />
    <Skeleton className="mt-2 mb-5 h-4 w-20" />
    <Skeleton className="mb-3.5 h-7 w-44" />
    <div className="mb-5 flex flex-wrap items-center gap-3">
      <Skeleton className="h-6 w-16 rounded-full" />
      <Skeleton className="h-4 w-32" />
      <Skeleton className="h-11 w-full rounded-lg sm:ms-auto sm:h-10 sm:w-20" />
    </div>
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_21rem] xl:grid-cols-[minmax(0,1fr)_23rem]">
      <div className="flex flex-col gap-4 lg:col-start-2">
        <Skeleton className="h-24 rounded-xl" />
        <Skeleton className="h-28 rounded-xl" />
        <Skeleton className="h-48 rounded-xl" />
      </div>
      <div className="flex flex-col gap-4 rounded-xl border border-line bg-surface p-5 lg:col-start-1 lg:row-start-1">
        <Skeleton className="h-5 w-24" />
        <Skeleton className="h-14" />
        <Skeleton className="h-14" />
        <Skeleton className="h-14" />
      </div>
    </div>
  </div>
);
