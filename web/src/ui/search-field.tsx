import { Search, X } from "lucide-react";
import { Button, Input, SearchField as AriaSearchField, type SearchFieldProps } from "react-aria-components";
import { he } from "../i18n/he.ts";
import { cx } from "./cx.ts";
import { inputClass } from "./field.tsx";
import { Spinner } from "./spinner.tsx";

type Props = Omit<SearchFieldProps, "children" | "className" | "aria-label"> & {
  /** What is searched; not shown, the placeholder and the magnifier say it. */ label: string;
  placeholder?: string;
  isLoading?: boolean;
};

export const SearchField = ({ label, placeholder, isLoading = false, ...rest }: Props) => (
  <AriaSearchField {...rest} aria-label={label} className="group relative w-full md:max-w-sm">
    <span aria-hidden className="pointer-events-none absolute inset-y-0 start-3 grid place-items-center text-ink-faint">
      {isLoading ? <Spinner /> : <Search className="size-4" />}
    </span>
    <Input
      {...(placeholder !== undefined && { placeholder })}
      className={cx(inputClass, "min-h-11 ps-9 pe-10 md:min-h-10 [&::-webkit-search-cancel-button]:hidden")}
    />
    <Button
      aria-label={he.common.clear}
      className="absolute inset-y-0 end-1 my-auto grid size-8 place-items-center rounded-md text-ink-faint group-data-disabled:hidden group-data-empty:hidden data-hovered:bg-sunken data-hovered:text-ink"
    >
      <X aria-hidden className="size-4" />
    </Button>
  </AriaSearchField>
);
