import { Square, Volume2 } from "lucide-react";
import { sampleAskedSchema, type SampleAsked } from "../../../../../../core/business/wire.ts";
import { he } from "../../../../i18n/he.ts";
import { Button } from "../../../../ui/button.tsx";
import { useBusiness } from "../../business-context.ts";
import { useSpeakSample, whyNotSpoken } from "./sample-queries.ts";
import { usePlayer } from "./use-player.ts";

const t = he.settings.sample;

/** The greeting as it stands in the form, in the voice that is chosen there. Another one is another sample. */
export const HearGreeting = ({ greeting, voice }: SampleAsked) => (
  <Sample key={JSON.stringify([greeting, voice])} greeting={greeting} voice={voice} />
);

function Sample(asked: SampleAsked) {
  const { businessId, status } = useBusiness();
  const speak = useSpeakSample(businessId);
  const player = usePlayer();
  const isPlaying = player.state === "playing";
  const canBeSpoken = status === "active" && sampleAskedSchema.safeParse(asked).success;

  function press() {
    if (isPlaying) return player.stop();
    // What was spoken once is paid for.
    if (player.isLoaded()) return player.play();
    return speak.mutate(asked, {
      onSuccess: (sound) => {
        player.load(sound);
        player.play();
      },
    });
  }

  const problem = speak.error ? whyNotSpoken(speak.error) : player.state === "blocked" ? t.pressAgain : null;
  return (
    <div className="-mt-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <Button size="small" onPress={press} isPending={speak.isPending} isDisabled={!canBeSpoken}>
          {isPlaying ? (
            <Square aria-hidden className="size-3.5 fill-current" />
          ) : (
            !speak.isPending && <Volume2 aria-hidden className="size-4" />
          )}
          {speak.isPending ? t.asking : isPlaying ? t.stop : t.play}
        </Button>
        <p className="text-xs text-ink-faint">{t.note}</p>
      </div>
      <div role="alert" className="text-sm text-danger">
        {problem && <p className="mt-1.5">{problem}</p>}
      </div>
    </div>
  );
}
