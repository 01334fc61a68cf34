import { ImagePlus, Trash2 } from "lucide-react";
import { useEffect, useId, useRef, useState, type SyntheticEvent } from "react";
import { DropZone, FileTrigger, type DropItem } from "react-aria-components";
import type { Membership } from "../../../../../../core/auth/wire.ts";
import { IMAGE_TYPES } from "../../../../../../core/contract/image-type.ts";
import { he } from "../../../../i18n/he.ts";
import { Button } from "../../../../ui/button.tsx";
import { TriggerButton } from "../../../../ui/trigger-button.tsx";
import { notify } from "../../../../ui/toast.tsx";
import { LeaveGuard } from "../leave-guard.tsx";
import { SettingsSection } from "../settings-section.tsx";
import { readLogoFile, refusalText, type ChosenLogo } from "./logo-file.ts";
import { LogoPreview } from "./logo-preview.tsx";
import { useNoFilesBeside } from "./use-no-files-beside.ts";
import { useSaveLogo } from "./logo-queries.ts";
import { RemoveLogoDialog } from "./remove-logo-dialog.tsx";

const t = he.logo;

export function LogoSection({ business }: { business: Membership }) {
  const save = useSaveLogo(business.businessId);
  const [chosen, setChosen] = useState<ChosenLogo | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isRemoving, setRemoving] = useState(false);
  const [landings, setLandings] = useState(0);
  const chooseButton = useRef<HTMLButtonElement>(null);
  const [help, trouble] = [useId(), useId()];
  const isReadOnly = business.status === "suspended";
  const hasLogo = typeof business.logoVersion === "number";

  const backToStart = () => {
    setChosen(null);
    setProblem(null);
    setLandings((before) => before + 1);
  };

  // The button that was pressed is gone by now, and the focus must not be.
  useEffect(() => {
    if (landings > 0) chooseButton.current?.focus();
  }, [landings]);

  useNoFilesBeside();

  async function choose([file]: readonly File[]) {
    if (!file) return;
    const read = await readLogoFile(file);
    setChosen(read.ok ? read.logo : null);
    setProblem(read.ok ? null : t.problems[read.problem]);
  }

  async function chooseDropped(items: readonly DropItem[]) {
    const files = items.filter((item) => item.kind === "file");
    await choose(await Promise.all(files.slice(0, 1).map((item) => item.getFile())));
  }

  const send = (logo: ChosenLogo) =>
    save.mutate(logo, {
      onSuccess: () => {
        backToStart();
        notify({ tone: "fine", title: t.saved, text: t.savedText });
      },
      onError: (error) => setProblem(t.saveFailed(refusalText(error))),
    });

  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    if (chosen && !save.isPending) send(chosen);
  }

  return (
    <SettingsSection title={t.title} text={t.text}>
      <LeaveGuard isDirty={chosen !== null} onLeave={() => setChosen(null)} />
      <DropZone
        aria-label={t.dropZone}
        isDisabled={save.isPending || isReadOnly}
        getDropOperation={() => "copy"}
        onDrop={({ items }) => void chooseDropped(items)}
        className="group rounded-xl transition-colors data-drop-target:border-accent data-drop-target:bg-accent-soft data-focus-visible:outline-2 data-focus-visible:outline-accent pointer-fine:border pointer-fine:border-dashed pointer-fine:border-line-strong pointer-fine:p-4 pointer-fine:data-drop-target:border-solid pointer-fine:data-drop-target:border-accent"
      >
        <LogoPreview business={business} chosen={chosen} />
        <p className="mt-3 text-sm text-ink-faint group-data-drop-target:text-accent pointer-coarse:hidden">{t.drop}</p>
      </DropZone>
      <form onSubmit={submit} data-unsaved={chosen !== null || undefined} className="flex flex-wrap gap-2">
        {chosen && (
          <Button type="submit" variant="primary" isPending={save.isPending} isDisabled={isReadOnly}>
            {save.isPending ? t.saving : t.save}
          </Button>
        )}
        <FileTrigger acceptedFileTypes={IMAGE_TYPES} onSelect={(files) => void choose([...(files ?? [])])}>
          <TriggerButton
            ref={chooseButton}
            isDisabled={save.isPending || isReadOnly}
            aria-describedby={problem === null ? help : `${trouble} ${help}`}
          >
            <ImagePlus aria-hidden className="size-4.5 text-ink-soft" />
            {chosen ? t.chooseOther : hasLogo ? t.replace : t.choose}
          </TriggerButton>
        </FileTrigger>
        {chosen ? (
          <Button variant="quiet" onPress={backToStart} isDisabled={save.isPending}>
            {he.common.cancel}
          </Button>
        ) : (
          hasLogo && (
            <Button variant="quiet" onPress={() => setRemoving(true)} isDisabled={isReadOnly}>
              <Trash2 aria-hidden className="size-4.5" />
              {t.remove}
            </Button>
          )
        )}
      </form>
      <div className="-mt-2 text-sm">
        <p id={trouble} role="alert" className="mb-1.5 font-medium text-danger empty:hidden">
          {problem}
        </p>
        <p id={help} className="text-ink-faint">
          {isReadOnly ? he.settings.readOnly.text : t.help}
        </p>
      </div>
      <RemoveLogoDialog
        businessId={business.businessId}
        isOpen={isRemoving}
        onClose={() => setRemoving(false)}
        onRemoved={() => {
          setRemoving(false);
          backToStart();
          notify({ tone: "fine", title: t.removed });
        }}
      />
    </SettingsSection>
  );
}
