import { useMutationState, type MutationKey } from "@tanstack/react-query";

/**
 * The order that was chosen last and is not stored yet. It is laid over what is stored when that is drawn, rather than
 * written into it: the answers to earlier choices, and what the socket makes the page ask again, would each bring an
 * order from before, and whoever presses meanwhile would press on another thing than they see.
 */
export const usePendingOrder = (mutationKey: MutationKey): readonly string[] | undefined =>
  useMutationState({
    filters: { mutationKey, exact: true, status: "pending" },
    select: ({ state }) => state.variables as readonly string[],
  }).at(-1);
