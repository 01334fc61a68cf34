import { Pencil, Plus, Trash2 } from "lucide-react";
import { he } from "../../../i18n/he.ts";
import { paths } from "../../../paths.ts";
import { Button, IconButton, PlainButton } from "../../../ui/button.tsx";
import { CopyLinkField } from "../../../ui/copy-link-field.tsx";
import { LinkButton } from "../../../ui/link-button.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { TriggerButton, TriggerIconButton } from "../../../ui/trigger-button.tsx";
import type { Specimen } from "../specimen.ts";

const { samples, states, notes } = he.design;
const LINK = "https://app.agentlocator.example/invitation#Zk3mT0b9xQw-7dYc2LrPn8uVfHs5Ga1e";

export const actions: readonly Specimen[] = [
  {
    name: "Button",
    of: [Button, PlainButton, TriggerButton],
    note: notes.button,
    states: [
      { name: states.primary, show: <Button variant="primary">{samples.save}</Button> },
      { name: states.secondary, show: <Button>{samples.save}</Button> },
      { name: states.quiet, show: <Button variant="quiet">{samples.save}</Button> },
      { name: states.danger, show: <Button variant="danger">{samples.remove}</Button> },
      {
        name: states.withIcon,
        show: (
          <Button variant="primary">
            <Plus aria-hidden className="size-4" />
            {samples.invite}
          </Button>
        ),
      },
      { name: states.small, show: <Button size="small">{samples.save}</Button> },
      {
        name: states.large,
        show: (
          <Button variant="primary" size="large">
            {samples.save}
          </Button>
        ),
      },
      {
        name: states.disabled,
        show: (
          <div className="flex flex-wrap gap-2">
            <Button variant="primary" isDisabled>
              {samples.save}
            </Button>
            <Button isDisabled>{samples.save}</Button>
            <Button variant="danger" isDisabled>
              {samples.remove}
            </Button>
          </div>
        ),
      },
      {
        name: states.pending,
        show: (
          <div className="flex flex-wrap gap-2">
            <Button variant="primary" isPending>
              {samples.saving}
            </Button>
            <Button isPending>{samples.saving}</Button>
          </div>
        ),
      },
      { name: states.long, show: <Button>{samples.longButton}</Button> },
    ],
  },
  {
    name: "IconButton",
    of: [IconButton, TriggerIconButton],
    note: notes.iconButton,
    states: [
      {
        name: states.default,
        show: (
          <IconButton label={samples.edit}>
            <Pencil aria-hidden className="size-[1.125rem]" />
          </IconButton>
        ),
      },
      {
        name: states.disabled,
        show: (
          <IconButton label={samples.remove} isDisabled>
            <Trash2 aria-hidden className="size-[1.125rem]" />
          </IconButton>
        ),
      },
    ],
  },
  {
    name: "LinkButton",
    of: [LinkButton],
    note: notes.linkButton,
    states: [
      { name: states.secondary, show: <LinkButton to={paths.design()}>{samples.open}</LinkButton> },
      {
        name: states.primary,
        show: (
          <LinkButton to={paths.design()} variant="primary">
            {samples.open}
          </LinkButton>
        ),
      },
    ],
  },
  {
    name: "TextLink",
    of: [TextLink],
    note: notes.textLink,
    states: [
      {
        name: states.mixed,
        show: (
          <p>
            {samples.mixed}: <TextLink to={paths.design()}>{samples.open}</TextLink>.
          </p>
        ),
      },
    ],
  },
  {
    name: "CopyLinkField",
    of: [CopyLinkField],
    note: notes.copyLink,
    states: [
      { name: states.default, isWide: true, show: <CopyLinkField label={samples.open} link={LINK} /> },
      {
        name: states.withHelp,
        isWide: true,
        show: <CopyLinkField label={samples.open} link={LINK} help={samples.notice} />,
      },
    ],
  },
];
