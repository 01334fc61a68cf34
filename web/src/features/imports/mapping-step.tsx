import { useState } from "react";
import { useNavigate } from "react-router";
import {
  COLUMNS_MAX,
  IMPORT_FIELDS,
  namesSomebody,
  repeated,
  type ImportField,
} from "../../../../core/imports/fields.ts";
import { DUPLICATE_POLICIES, type DuplicatePolicy } from "../../../../core/imports/states.ts";
import type { ImportDetail } from "../../../../core/imports/wire.ts";
import { imports as t } from "../../i18n/he/imports.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { CheckboxField } from "../../ui/checkbox-field.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { RadioCards } from "../../ui/radio-cards.tsx";
import { Section } from "../../ui/section.tsx";
import { SelectField } from "../../ui/select-field.tsx";
import { useMay } from "../auth/use-may.ts";
import { useBusiness } from "../business/business-context.ts";
import { FileName } from "./file-name.tsx";
import { tellRefusal } from "./import-page.tsx";
import { useImportDeed } from "./import-queries.ts";
import { PreviewSection } from "./preview-section.tsx";

type Columns = (ImportField | null)[];

/** What the columns hold, what happens to who is known, and what would become of the first rows. */
export function MappingStep({ file }: { file: ImportDetail }) {
  const { businessId, slug, status } = useBusiness();
  const navigate = useNavigate();
  const may = useMay();
  const [mapping, setMapping] = useState<Columns>(file.mapping);
  const [hasHeader, setHasHeader] = useState(file.hasHeader);
  const [policy, setPolicy] = useState<DuplicatePolicy>(file.policy);
  const deed = useImportDeed(businessId, file.id, {
    onRefused: tellRefusal,
    onDone: (_, { deed: done }) => {
      if (done === "cancel") void navigate(paths.imports(slug), { replace: true });
    },
  });
  const [double] = repeated(mapping);
  const problem = double ? t.mapping.twice(t.fields[double]) : namesSomebody(mapping) ? null : t.mapping.nobody;
  const fileRows = file.rows + (file.hasHeader ? 1 : 0);
  const count = fileRows - (hasHeader ? 1 : 0);
  const canChange = may("leads.import") && status === "active";
  const isBusy = (which: string) => deed.isPending && deed.variables.deed === which;
  const start = (
    <Button
      variant="primary"
      isDisabled={problem !== null || isBusy("cancel")}
      isPending={isBusy("start")}
      onPress={() => deed.mutate({ deed: "start", body: { mapping, hasHeader, policy } })}
    >
      {isBusy("start") ? t.starting : t.start(count)}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={<FileName>{file.fileName}</FileName>}
        note={t.facts(count, t.encodings[file.encoding])}
        back={{ to: paths.imports(slug), text: t.backToFiles }}
        actions={
          canChange && (
            <>
              <Button
                variant="quiet"
                isDisabled={isBusy("start")}
                isPending={isBusy("cancel")}
                onPress={() => deed.mutate({ deed: "cancel" })}
              >
                {t.discard}
              </Button>
              {start}
            </>
          )
        }
      />
      <div className="grid gap-5">
        <Section title={t.mapping.title}>
          <p className="max-w-prose text-sm text-ink-soft">
            {file.isRemembered ? t.mapping.remembered : t.mapping.text}
          </p>
          <CheckboxField label={t.mapping.hasHeader} isSelected={hasHeader} onChange={setHasHeader} />
          <ColumnList {...{ file, mapping, hasHeader }} onChange={setMapping} />
          <p role="alert" className="mt-3 font-medium text-danger empty:hidden">
            {problem}
          </p>
        </Section>
        <div className="rounded-xl border border-line bg-surface px-4 py-3.5 md:px-5">
          <RadioCards
            label={t.policy.label}
            value={policy}
            options={DUPLICATE_POLICIES.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)).map((value) => ({
              value,
              ...t.policy.options[value],
            }))}
            onChange={setPolicy}
          />
        </div>
        {problem === null && canChange && <PreviewSection fileId={file.id} mapping={mapping} hasHeader={hasHeader} />}
      </div>
    </>
  );
}

/** What most people want comes first. */
const ORDER: readonly DuplicatePolicy[] = ["merge", "skip", "replace"];
const LEFT_OUT = "none";
const OPTIONS = [
  { value: LEFT_OUT as ImportField | typeof LEFT_OUT, text: t.mapping.none },
  ...IMPORT_FIELDS.map((field) => ({ value: field as ImportField | typeof LEFT_OUT, text: t.fields[field] })),
];
/** So many values of a column say what it is. */
const SHOWN = 3;

const SHOWN_CHARS = 40;
/** Set apart, so that a number does not turn its neighbours around. */
const shortened = (value: string): string =>
  `\u2068${value.length <= SHOWN_CHARS ? value : `${value.slice(0, SHOWN_CHARS).toWellFormed()}…`}\u2069`;

type ColumnsProps = {
  file: ImportDetail;
  mapping: Columns;
  hasHeader: boolean;
  onChange: (mapping: Columns) => void;
};

function ColumnList({ file: { columns, sample }, mapping, hasHeader, onChange }: ColumnsProps) {
  const rows = hasHeader ? sample : [columns, ...sample];
  return (
    <ul className="mt-3 grid gap-x-5 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
      {columns.slice(0, COLUMNS_MAX).map((header, at) => {
        const values = rows.map((row) => row[at]?.trim() ?? "").filter((value) => value !== "");
        return (
          // Columns have no other name than their place.
          <li key={at} className="min-w-0">
            <SelectField
              label={hasHeader && header.trim() !== "" ? header : t.mapping.column(at + 1)}
              help={values.length === 0 ? t.mapping.noSample : values.slice(0, SHOWN).map(shortened).join(" · ")}
              value={mapping[at] ?? LEFT_OUT}
              options={OPTIONS}
              onChange={(field) => onChange(mapping.with(at, field === LEFT_OUT ? null : field))}
            />
          </li>
        );
      })}
    </ul>
  );
}
