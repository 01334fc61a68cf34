/** Every scenario by name. */
import { conversations } from "./conversations.ts";
import { failures } from "./failures.ts";
import { parseScenario, type Scenario } from "./schema.ts";

export const scenarios: readonly Scenario[] = [...conversations, ...failures].map(parseScenario);

export function findScenario(name: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.name === name);
}
