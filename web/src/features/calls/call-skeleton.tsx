import { LoadingNote, Skeleton } from "../../ui/skeleton.tsx";
import { cx } from "../../ui/cx.ts";

const TURNS = ["w-3/4", "w-1/2", "w-2/3", "w-1/3", "w-3/5"];

export const CallSkeleton = () => (
  <div>
    <LoadingNote />
    <Skeleton className="mb-3 h-4 w-24" />
    <Skeleton className="mb-3 h-7 w-48" />
    <Skeleton className="mb-6 h-4 w-72 max-w-full" />
    <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_21rem] xl:grid-cols-[minmax(0,1fr)_23rem]">
      <div className="flex flex-col gap-4 lg:col-start-2">
        <Skeleton className="h-32 rounded-xl" />
        <Skeleton className="h-40 rounded-xl" />
      </div>
      <div className="flex flex-col gap-4 rounded-xl border border-line bg-surface p-5 lg:col-start-1 lg:row-start-1">
        {TURNS.map((width, index) => (
          <Skeleton key={index} className={cx("h-14 rounded-2xl", width, index % 2 === 0 && "self-end")} />
        ))}
      </div>
    </div>
  </div>
);
