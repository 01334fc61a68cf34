import { Label, Radio, RadioGroup } from "react-aria-components";

type Props<Value extends string> = {
  label: string;
  value: Value;
  options: ReadonlyArray<{ value: Value; title: string; text: string }>;
  onChange: (value: Value) => void;
};

/** A choice that needs explaining: each option says what it means. */
export function RadioCards<Value extends string>({ label, value, options, onChange }: Props<Value>) {
  const choose = (picked: string) => {
    const option = options.find((candidate) => candidate.value === picked);
    if (option) onChange(option.value);
  };
  return (
    <RadioGroup value={value} onChange={choose}>
      <Label className="mb-1.5 block text-sm font-medium">{label}</Label>
      <div className="grid gap-2 sm:grid-cols-2">
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            className="group cursor-pointer rounded-lg border border-line-strong bg-surface p-3 transition-colors data-hovered:border-ink-faint data-selected:border-accent data-selected:bg-accent-soft"
          >
            <span className="flex items-center gap-2 font-medium">
              <span className="grid size-4 place-items-center rounded-full border border-line-strong group-data-selected:border-accent">
                <span className="size-2 rounded-full group-data-selected:bg-accent" />
              </span>
              {option.title}
            </span>
            <span className="mt-1 block text-xs text-ink-soft">{option.text}</span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
