import { CHANNELS } from "../../../../../core/admin/wire.ts";
import { formatPhone } from "../../../format/phone.ts";
import { he } from "../../../i18n/he.ts";
import { FormDialog } from "../../../ui/form-dialog.tsx";
import { Segmented } from "../../../ui/segmented.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { notify } from "../../../ui/toast.tsx";
import { useForm } from "../../../ui/use-form.ts";
import { useAssignNumber } from "../admin-mutations.ts";
import { problemsOf, problemsOfRefusal, type Assignment } from "./assignment.ts";
import { BusinessPicker, type PickedBusiness } from "./business-picker.tsx";

const CHANNEL_OPTIONS = CHANNELS.map((value) => ({ value, text: he.audit.channels[value] }));

type Props = {
  /** Given on the page of a business; else it is chosen here. */ business?: PickedBusiness;
  onClose: () => void;
};

export function AssignDialog({ business, onClose }: Props) {
  const texts = he.admin.numbers;
  const begin: Assignment = { channel: "phone", address: "", business: business ?? null };
  const { values, problems, change, ...form } = useForm({
    begin,
    check: problemsOf,
    mutation: useAssignNumber(),
    onDone: ({ address, businessName }) => {
      notify({ tone: "fine", title: texts.assigned(formatPhone(address), businessName) });
      onClose();
    },
    refused: (refusal) => problemsOfRefusal(refusal, begin.business?.name ?? null),
    otherwise: he.admin.newBusiness.invalid.other,
  });
  return (
    <FormDialog
      title={business ? texts.assignTo(business.name) : texts.assign}
      form={form}
      submit={texts.confirm}
      submitting={texts.assigning}
      onClose={onClose}
    >
      <Segmented
        label={texts.channel}
        value={values.channel}
        options={CHANNEL_OPTIONS}
        onChange={(channel) => change({ channel })}
      />
      <TextField
        label={texts.address}
        name="address"
        type="tel"
        inputMode="tel"
        autoComplete="off"
        autoFocus
        dir="ltr"
        value={values.address}
        onChange={(address) => change({ address })}
        help={texts.addressHelp}
        error={problems.address}
      />
      {!business && (
        <BusinessPicker
          value={values.business}
          onChange={(picked) => change({ business: picked })}
          error={problems.business}
        />
      )}
    </FormDialog>
  );
}
