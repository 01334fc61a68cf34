/**
 * The linter, and with it the import table of the design: who may import whom. A row names a folder and what its files
 * must not reach; everything else is allowed. `test/lint` breaks every row once, to see that it holds.
 */
import { defineConfig } from "oxlint";

type Ban = { regex: string; message: string; allowTypeImports?: boolean };
type Row = { files: string[]; ban: Ban[] };

/** An import whose path goes through one of these folders. */
const through = (folders: string, message: string): Ban => ({ regex: `(^|/)(${folders})/`, message });

/** Any package but these. The linter's patterns know no look-ahead: it is spelt out by where a name leaves theirs. */
function packagesBut(names: readonly string[], message: string): Ban {
  const beginnings = new Set(names.flatMap((name) => Array.from(name, (_, at) => name.slice(0, at))));
  const leaves = [...beginnings].map((beginning) => {
    const goesOn = names.filter((name) => name.startsWith(beginning)).map((name) => name[beginning.length]);
    // A path of our own begins with a dot.
    return beginning === "" ? `[^.${goesOn.join("")}]` : `${beginning}([^${goesOn.join("")}]|$)`;
  });
  return { regex: `^(${[...leaves, ...names.map((name) => `${name}.`)].join("|")})`, message };
}

const TOP = "worker|durable-objects|whatsapp-node|web|dev|bench|test";

export const importTable: Row[] = [
  {
    files: ["core/**"],
    ban: [
      through(TOP, "core imports core and zod, nothing else"),
      packagesBut(["zod"], "core imports core and zod, nothing else"),
    ],
  },
  {
    files: ["core/appointments/**"],
    ban: [
      through(TOP, "core imports core, nothing else"),
      // Where local times are reckoned: workerd has no Temporal of its own.
      packagesBut(["zod", "temporal-polyfill"], "core/appointments imports core, zod and temporal-polyfill"),
    ],
  },
  {
    files: ["worker/db/**", "worker/adapters/**"],
    ban: [
      through(`features|middleware|webhooks|${TOP}`, "db and adapters import core only"),
      { regex: "(^|/)(deps|env|context|app|index)\\.ts$", message: "db and adapters get what they need as parameters" },
    ],
  },
  {
    files: ["worker/features/**/queries.ts"],
    ban: [
      through(`adapters|middleware|webhooks|${TOP}`, "queries import db and core only"),
      { regex: "(^|/)(deps|env|context|service|routes)\\.ts$", message: "queries import db and core only" },
    ],
  },
  {
    files: ["worker/features/**/service.ts"],
    ban: [
      through(`middleware|webhooks|${TOP}`, "a service imports queries, adapters and core"),
      { regex: "(^|/)(routes|context)\\.ts$", message: "a service knows nothing of HTTP" },
    ],
  },
  {
    files: ["worker/features/**/routes.ts", "worker/webhooks/**"],
    ban: [
      through(
        "adapters|durable-objects|whatsapp-node|web|dev|bench|test",
        "routes import features, middleware and core; objects through deps",
      ),
      { regex: "(^|/)db/(directory|tenant|keyset)", message: "SQL belongs into queries" },
    ],
  },
  {
    files: ["durable-objects/**"],
    ban: [
      through("middleware|webhooks|whatsapp-node|web|dev|bench|test", "objects know nothing of HTTP routes"),
      { regex: "(^|/)(routes|context|app)\\.ts$", message: "objects know nothing of HTTP routes" },
    ],
  },
  {
    files: ["web/**"],
    ban: [
      // Its own mock lives in web/dev; what is meant is the folder beside web.
      { regex: "\\.\\./(durable-objects|whatsapp-node|dev|bench|test)/", message: "the dashboard imports core" },
      { regex: "(^|/)worker/([^a]|a[^p]|ap[^p]|app[^.])", message: "of the worker, only the type of its app" },
      { regex: "(^|/)worker/app\\.ts$", message: "of the worker, only the type of its app", allowTypeImports: true },
    ],
  },
  {
    files: ["whatsapp-node/**"],
    ban: [through("worker|durable-objects|web|dev|bench|test", "the sidecar imports core")],
  },
];

const TESTS = ["**/*.test.ts", "**/*.test.tsx"];

export default defineConfig({
  plugins: ["typescript", "unicorn", "oxc", "import", "react", "jsx-a11y", "promise", "vitest"],
  categories: { correctness: "error", suspicious: "error" },
  ignorePatterns: ["dist/**", "node_modules/**", ".data/**", "migrations/**/meta/**", "web/dev/**"],
  rules: {
    "typescript/no-explicit-any": "error",
    "typescript/consistent-type-imports": "error",
    "import/no-default-export": "error",
    "import/no-unassigned-import": "off",
    "unicorn/filename-case": ["error", { case: "kebabCase" }],
    "no-console": "off",
    // Matters of taste, or wrong here.
    "eslint/no-shadow": "off",
    "eslint/no-underscore-dangle": "off",
    "eslint/no-unmodified-loop-condition": "off",
    "import/no-named-as-default-member": "off",
    "jsx-a11y/no-autofocus": "off",
    "jsx-a11y/prefer-tag-over-role": "off",
    "promise/always-return": "off",
    "react/exhaustive-effect-dependencies": "off",
    "unicorn/consistent-function-scoping": "off",
    "unicorn/no-array-reverse": "off",
    "unicorn/no-array-sort": "off",
    "unicorn/no-thenable": "off",
    "unicorn/prefer-add-event-listener": "off",
    // The new JSX transform needs no React in scope.
    "react/react-in-jsx-scope": "off",
  },
  overrides: [
    ...importTable.map(({ files, ban }) => ({
      files,
      excludeFiles: TESTS,
      rules: { "no-restricted-imports": ["error", { patterns: ban }] as ["error", { patterns: Ban[] }] },
    })),
    {
      files: ["worker/index.ts", "bench/workers/**", "test/**", "**/*.config.ts", "worker/features/**/routes.ts"],
      rules: { "import/no-default-export": "off" },
    },
    // Tests may look at what they like, but they run always and check something.
    {
      files: TESTS,
      rules: {
        "vitest/no-disabled-tests": "error",
        "vitest/no-focused-tests": "error",
        "vitest/expect-expect": "off",
        "vitest/valid-expect": ["error", { maxArgs: 2 }],
        "vitest/require-to-throw-message": "off",
        "vitest/no-standalone-expect": "off",
        "vitest/no-conditional-expect": "off",
      },
    },
  ],
});
