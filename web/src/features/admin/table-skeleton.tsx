import { LoadingNote, Skeleton } from "../../ui/skeleton.tsx";

const ROWS = ["w-40", "w-32", "w-48", "w-36", "w-44", "w-32"];

/** In the place of a table while it is fetched. */
export const TableSkeleton = () => (
  <div className="rounded-xl border border-line bg-surface">
    <LoadingNote />
    {ROWS.map((width, index) => (
      <div key={index} className="flex items-center gap-6 border-t border-line px-5 py-4 first:border-t-0">
        <Skeleton className={`h-4 ${width}`} />
        <Skeleton className="ms-auto h-4 w-16" />
        <Skeleton className="h-4 w-24 max-md:hidden" />
        <Skeleton className="h-4 w-20 max-md:hidden" />
      </div>
    ))}
  </div>
);
