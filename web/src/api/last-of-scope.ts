import type { QueryClient } from "@tanstack/react-query";

/**
 * Whether no other change waits whose scope begins so. Asked when a change has been answered: as long as others wait that
 * are shown already, an answer from before them would take them back on the screen.
 */
export const isLastOf = (queries: QueryClient, scope: string): boolean =>
  queries.isMutating({ predicate: ({ options }) => options.scope?.id.startsWith(scope) ?? false }) <= 1;
