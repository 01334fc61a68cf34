import { useMutation } from "@tanstack/react-query";
import { FAILURE_CODES } from "../../../../../../core/calls/failure.ts";
import type { SampleAsked } from "../../../../../../core/business/wire.ts";
import { ApiError } from "../../../../api/api-error.ts";
import { api } from "../../../../api/client.ts";
import { errorMessage } from "../../../../api/error-message.ts";
import { he } from "../../../../i18n/he.ts";

export const useSpeakSample = (businessId: string) =>
  useMutation({
    mutationFn: async (json: SampleAsked): Promise<Blob> => {
      const route = api.businesses[":businessId"].assistant["greeting-sample"];
      return (await route.$post({ param: { businessId }, json })).blob();
    },
  });

/** Why nothing was spoken, and what to do now. */
export function whyNotSpoken(error: unknown): string {
  const t = he.settings.sample;
  const told = error instanceof ApiError && error.details.find(({ field }) => field === "openai")?.problem;
  const failure = FAILURE_CODES.find((code) => code === told);
  if (!failure) return error instanceof ApiError && error.code === "rate_limited" ? t.tooOften : errorMessage(error);
  switch (failure) {
    case "openai_auth":
      return t.keyRefused;
    case "openai_quota":
      return t.noQuota;
    case "openai_rate_limited":
      return t.busy;
    case "openai_refused":
      return t.refused;
    default:
      return t.noAnswer;
  }
}
