import { ChevronDown, LogOut, Pencil, UserRound } from "lucide-react";
import { MenuTrigger } from "react-aria-components";
import { ApiError } from "../../../api/api-error.ts";
import { he } from "../../../i18n/he.ts";
import { Button, buttonClass } from "../../../ui/button.tsx";
import { TriggerIconButton, TriggerButton } from "../../../ui/trigger-button.tsx";
import { ConfirmDialog } from "../../../ui/confirm-dialog.tsx";
import { Details } from "../../../ui/details.tsx";
import { Dialog, DialogActions } from "../../../ui/dialog.tsx";
import { FormDialog } from "../../../ui/form-dialog.tsx";
import { MenuButton, type MenuState } from "../../../ui/menu-button.tsx";
import { Menu, MenuItem } from "../../../ui/menu.tsx";
import { onDemand } from "../../../ui/parts.ts";
import { Sheet } from "../../../ui/sheet.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { Tooltip } from "../../../ui/tooltip.tsx";
import { WhenOpen } from "../../../ui/when-open.tsx";
import { Opener } from "../held.tsx";
import type { Specimen, State } from "../specimen.ts";

const { samples, states, notes } = he.design;

const SampleMenu = ({ menu }: { menu?: MenuState }) => (
  <Menu aria-label={samples.account} disabledKeys={["disabled"]} {...(menu && { state: menu })}>
    <MenuItem textValue={samples.profile}>
      <UserRound aria-hidden className="size-[1.125rem] text-ink-faint" />
      {samples.profile}
    </MenuItem>
    <MenuItem id="disabled" textValue={states.disabled}>
      <Pencil aria-hidden className="size-[1.125rem] text-ink-faint" />
      {states.disabled}
    </MenuItem>
    <MenuItem textValue={samples.signOut}>
      <LogOut aria-hidden className="size-[1.125rem] text-ink-faint" />
      {samples.signOut}
    </MenuItem>
  </Menu>
);
const laterMenu = onDemand<{ menu: MenuState }>(() => Promise.resolve(SampleMenu));
const NO_PROPS = {};

const confirm = (name: string, more: { isPending?: boolean; error?: unknown } = {}): State => ({
  name,
  show: (
    <Opener>
      {(isOpen, setOpen) => (
        <>
          <Button variant="danger" onPress={() => setOpen(true)}>
            {samples.remove}
          </Button>
          <ConfirmDialog
            title={samples.confirmTitle}
            isOpen={isOpen}
            // What runs cannot be closed by the reader; here it would stay for ever.
            onClose={() => setOpen(false)}
            confirm={samples.remove}
            onConfirm={() => setOpen(false)}
            tone="danger"
            {...more}
          >
            <p>{samples.confirmText}</p>
          </ConfirmDialog>
        </>
      )}
    </Opener>
  ),
});

const form = (name: string, error: Error | null): State => ({
  name,
  show: (
    <Opener>
      {(isOpen, setOpen) => (
        <>
          <Button onPress={() => setOpen(true)}>{samples.invite}</Button>
          <FormDialog
            title={samples.dialogTitle}
            isOpen={isOpen}
            form={{
              isSending: false,
              error,
              sentAt: 0,
              formProps: {
                ref: { current: null },
                noValidate: true,
                "data-unsaved": undefined,
                onSubmit: (event) => {
                  event.preventDefault();
                  setOpen(false);
                },
              },
            }}
            submit={samples.invite}
            submitting={samples.invite}
            onClose={() => setOpen(false)}
          >
            <TextField label={samples.label} autoFocus />
            <TextField label={samples.email} type="email" dir="ltr" error={he.auth.emailInvalid} />
          </FormDialog>
        </>
      )}
    </Opener>
  ),
});

export const overlays: readonly Specimen[] = [
  {
    name: "FormDialog",
    of: [FormDialog],
    states: [form(states.closed, null), form(states.failedDialog, new ApiError("conflict"))],
  },
  {
    name: "Dialog",
    of: [Dialog, DialogActions],
    note: notes.dialog,
    states: [
      {
        name: states.closed,
        show: (
          <Opener>
            {(isOpen, setOpen) => (
              <>
                <Button onPress={() => setOpen(true)}>{samples.invite}</Button>
                <Dialog title={samples.dialogTitle} isOpen={isOpen} onClose={() => setOpen(false)}>
                  <div className="flex flex-col gap-4 text-ink">
                    <TextField label={samples.label} autoFocus />
                    <TextField label={samples.email} type="email" dir="ltr" error={he.auth.emailInvalid} />
                  </div>
                  <DialogActions>
                    <Button variant="primary" onPress={() => setOpen(false)}>
                      {samples.invite}
                    </Button>
                    <Button onPress={() => setOpen(false)}>{he.common.cancel}</Button>
                  </DialogActions>
                </Dialog>
              </>
            )}
          </Opener>
        ),
      },
    ],
  },
  {
    name: "ConfirmDialog",
    of: [ConfirmDialog],
    note: notes.confirm,
    states: [confirm(states.closed), confirm(states.failedDialog, { error: new ApiError("conflict") })],
  },
  {
    name: "Sheet",
    of: [Sheet],
    note: notes.sheet,
    states: [
      {
        name: states.closed,
        show: (
          <Opener>
            {(isOpen, setOpen) => (
              <>
                <Button onPress={() => setOpen(true)}>{samples.open}</Button>
                <Sheet title={samples.sheetTitle} isOpen={isOpen} onClose={() => setOpen(false)}>
                  <p>{samples.sectionText}</p>
                </Sheet>
              </>
            )}
          </Opener>
        ),
      },
    ],
  },
  {
    name: "Menu",
    of: [Menu, MenuItem, MenuButton, WhenOpen],
    note: notes.menu,
    states: [
      {
        name: states.closed,
        show: (
          <MenuTrigger>
            <TriggerButton>
              {samples.account}
              <ChevronDown aria-hidden className="size-4" />
            </TriggerButton>
            <SampleMenu />
          </MenuTrigger>
        ),
      },
      {
        name: states.onDemand,
        show: (
          <MenuButton menu={laterMenu} props={NO_PROPS} className={buttonClass()}>
            {samples.account}
            <ChevronDown aria-hidden className="size-4" />
          </MenuButton>
        ),
      },
    ],
  },
  {
    name: "Tooltip",
    of: [Tooltip],
    note: notes.tooltip,
    states: [
      {
        name: states.onHover,
        show: (
          <Tooltip text={samples.edit}>
            <TriggerIconButton label={samples.edit}>
              <Pencil aria-hidden className="size-[1.125rem]" />
            </TriggerIconButton>
          </Tooltip>
        ),
      },
    ],
  },
  {
    name: "Details",
    of: [Details],
    note: notes.details,
    states: [
      {
        name: states.closed,
        show: (
          <span className="flex items-center gap-2">
            {samples.price} <Details label={samples.details}>{samples.mixed}</Details>
          </span>
        ),
      },
    ],
  },
];
