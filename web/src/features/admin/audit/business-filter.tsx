import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { businessQuery } from "../admin-queries.ts";
import { BusinessPicker, type PickedBusiness } from "../numbers/business-picker.tsx";

type Props = { /** Empty: of all. */ businessId: string; onChange: (businessId: string) => void };

/** The business whose lines are read. The address holds its id alone; the name is asked for. */
export function BusinessFilter({ businessId, onChange }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [picked, setPicked] = useState<PickedBusiness | null>(null);
  const [clears, setClears] = useState(0);
  const isPicked = picked?.id === businessId;
  const { data, error } = useQuery({ ...businessQuery(businessId), enabled: businessId !== "" && !isPicked });

  // Cleared from elsewhere: what is typed goes too. Whoever types here empties it by that, and goes on typing.
  useEffect(() => {
    if (businessId !== "" || place.current?.contains(document.activeElement)) return;
    setClears((before) => before + 1);
  }, [businessId]);

  if (businessId !== "" && !isPicked && !data && !error) return <Skeleton className="h-11" />;
  const found = { id: businessId, name: data?.business.name ?? businessId };
  return (
    <div ref={place} className="max-lg:col-span-2">
      <BusinessPicker
        key={clears}
        value={businessId === "" ? null : isPicked ? picked : found}
        onChange={(business) => {
          setPicked(business);
          onChange(business?.id ?? "");
        }}
      />
    </div>
  );
}
