import { Radio, RadioGroup } from "react-aria-components";
import { STATUS_COLORS, type StatusColor } from "../../../../core/leads/status-rules.ts";
import { he } from "../../i18n/he.ts";
import { FieldLabel } from "../../ui/field.tsx";
import { StatusDot } from "../../ui/status-badge.tsx";

type Props = { label: string; value: StatusColor; onChange: (color: StatusColor) => void };

/** Of a status or a tag. */
export function ColorChoice({ label, value, onChange }: Props) {
  const choose = (picked: string) => {
    const color = STATUS_COLORS.find((each) => each === picked);
    if (color) onChange(color);
  };
  return (
    <RadioGroup value={value} onChange={choose}>
      <FieldLabel>{label}</FieldLabel>
      <div className="flex flex-wrap gap-2">
        {STATUS_COLORS.map((color) => (
          <Radio
            key={color}
            value={color}
            className="flex min-h-10 cursor-pointer items-center gap-2 rounded-lg border border-line-strong bg-surface px-3 text-sm transition-colors data-focus-visible:outline-2 data-focus-visible:outline-offset-2 data-focus-visible:outline-accent data-hovered:border-ink-faint data-selected:border-accent data-selected:bg-accent-soft data-selected:font-medium"
          >
            <StatusDot color={color} />
            {he.statuses.colors[color]}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
