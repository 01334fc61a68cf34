import { LoadingNote, Skeleton } from "../../ui/skeleton.tsx";

const ROWS = ["w-32", "w-24", "w-40", "w-28", "w-36", "w-24", "w-32"];

export const CallsSkeleton = () => (
  <div>
    <LoadingNote />
    <Skeleton className="mb-2 h-4 w-16" />
    <div className="rounded-xl border border-line bg-surface">
      {ROWS.map((width, index) => (
        <div
          key={index}
          className="grid gap-2 border-t border-line px-4 py-3.5 first:border-t-0 md:px-5 lg:grid-cols-[13.5rem_1fr_8rem] lg:gap-6"
        >
          <Skeleton className={`h-4 ${width}`} />
          <Skeleton className="h-4 w-full max-w-md" />
          <Skeleton className="h-4 w-20 lg:ms-auto" />
        </div>
      ))}
    </div>
  </div>
);
