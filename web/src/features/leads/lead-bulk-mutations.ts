/** Actions on many leads: begun, gone on with until they are done, stopped, and taken back. */
import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { BulkAction, BulkRun } from "../../../../core/leads/bulk.ts";
import { api } from "../../api/client.ts";
import { errorMessage } from "../../api/error-message.ts";
import { he } from "../../i18n/he.ts";
import { notify } from "../../ui/toast.tsx";
import { leadKeys } from "./lead-queries.ts";

/** Leads one by one, or those that match, as the list is asked for. */
export type Which = { ids: string[] } | { filter: Readonly<Record<string, string>> };

const bulk = api.businesses[":businessId"].leads.bulk;
const t = he.leadBulk;

async function undo(queries: QueryClient, businessId: string, runId: string): Promise<void> {
  try {
    let run: BulkRun;
    do run = await (await bulk[":runId"].undo.$post({ param: { businessId, runId } })).json();
    while (run.state === "undoing");
    notify({ tone: "fine", title: t.undone(run.undone) });
  } catch (error) {
    notify({ tone: "problem", title: t.undoFailed, text: errorMessage(error) });
  } finally {
    await readAnew(queries, businessId);
  }
}

/** Lists begin anew: what was changed is in other places of them, or gone. */
async function readAnew(queries: QueryClient, businessId: string): Promise<void> {
  await queries.resetQueries({ queryKey: leadKeys.lists(businessId) });
  await queries.invalidateQueries({ queryKey: leadKeys.of(businessId) });
}

/** The notice of what was done, with the way back. */
export function tellDone(queries: QueryClient, businessId: string, { id, kind, changed }: BulkRun): void {
  if (changed === 0) return notify({ tone: "fine", title: t.nothing });
  notify({
    tone: "fine",
    title: t.done[kind](changed),
    action: { text: t.undo, run: () => void undo(queries, businessId, id) },
  });
}

export function useBulk(businessId: string, onDone: () => void) {
  const queries = useQueryClient();
  const [seen, setSeen] = useState(0);
  const isStopped = useRef(false);
  const mutation = useMutation({
    mutationFn: async ({ action, which }: { action: BulkAction; which: Which }): Promise<BulkRun> => {
      isStopped.current = false;
      setSeen(0);
      const id = crypto.randomUUID();
      const param = { businessId, runId: id };
      // The filter stands as in an address: the server reads it as it reads the list's.
      const json = { id, action, which: which as { ids: string[] } };
      let run: BulkRun = await (await bulk.$post({ param: { businessId }, json })).json();
      while (run.state === "running") {
        setSeen(run.seen);
        const step = isStopped.current ? bulk[":runId"].stop : bulk[":runId"].continue;
        run = await (await step.$post({ param })).json();
      }
      return run;
    },
    onSuccess: async (run) => {
      tellDone(queries, businessId, run);
      onDone();
      await readAnew(queries, businessId);
    },
    onError: async (error) => {
      notify({ tone: "problem", title: t.failed, text: errorMessage(error) });
      await readAnew(queries, businessId);
    },
  });
  return {
    isGoing: mutation.isPending,
    seen,
    start: (action: BulkAction, which: Which) => mutation.mutate({ action, which }),
    stop: () => {
      isStopped.current = true;
    },
  };
}
