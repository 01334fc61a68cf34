import { expect, test } from "vitest";
import { boundDatabases, databaseBindings } from "./databases.ts";

test("the directory and more than one tenant database are bound, by names that the Worker looks for", async () => {
  const [directory, ...tenants] = await boundDatabases();
  expect(directory).toBe("DIRECTORY");
  expect(tenants.length).toBeGreaterThan(1);
  for (const name of tenants) expect(name).toMatch(/^TENANT_\d+$/);
});

test("each is a database of its own, with the migrations of its kind", async () => {
  const databases = await databaseBindings();
  for (const part of ["binding", "database_name", "database_id"] as const)
    expect(new Set(databases.map((database) => database[part])).size).toBe(databases.length);
  for (const { binding, migrations_dir } of databases) {
    const kind = binding === "DIRECTORY" ? "directory" : "tenant";
    expect([binding, migrations_dir]).toEqual([binding, `migrations/${kind}`]);
  }
});
