import { SwitchButton, SwitchField as AriaSwitchField, type SwitchFieldProps } from "react-aria-components";
import { FieldNotes, type FieldTexts } from "./field.tsx";

type Props = Omit<FieldTexts, "isOptional"> &
  Omit<SwitchFieldProps, "children" | "className" | "validationBehavior" | "isInvalid">;

/** On or off, and so at once: what waits for "save" is a checkbox, unless the form says otherwise. */
export const SwitchField = ({ label, help, error, ...rest }: Props) => (
  <AriaSwitchField {...rest} isInvalid={error !== undefined} validationBehavior="aria">
    <SwitchButton className="group flex min-h-11 cursor-pointer items-center gap-3 md:min-h-9 data-disabled:cursor-not-allowed data-disabled:opacity-55">
      <span
        aria-hidden
        className="flex h-6 w-10 shrink-0 items-center rounded-full border border-control bg-sunken px-0.5 transition-colors group-data-selected:border-accent group-data-selected:bg-accent group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent"
      >
        {/* Towards the end of the line is on: to the left, in Hebrew. */}
        <span className="size-4.5 rounded-full bg-ink-faint transition-transform group-data-selected:-translate-x-4 group-data-selected:bg-on-accent" />
      </span>
      <span className="min-w-0 font-medium">{label}</span>
    </SwitchButton>
    <div className="ps-13 [&>*]:mt-0">
      <FieldNotes help={help} error={error} />
    </div>
  </AriaSwitchField>
);
