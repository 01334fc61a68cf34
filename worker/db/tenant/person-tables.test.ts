import { getTableColumns, getTableName, is } from "drizzle-orm";
import { SQLiteTable } from "drizzle-orm/sqlite-core";
import { describe, expect, test } from "vitest";
import { PERSON_TABLES, TABLES_WITHOUT_PEOPLE } from "./person-tables.ts";
import * as schema from "./schema.ts";

const all = Object.values(schema).filter((thing) => is(thing, SQLiteTable));
const held = PERSON_TABLES.map(({ table }) => table);

describe("the tables that hold people", () => {
  test.each(all.map((table) => [getTableName(table), table] as const))(
    "%s stands in one of the two lists",
    (_, table) => {
      expect([...held, ...TABLES_WITHOUT_PEOPLE].filter((one) => one === table)).toHaveLength(1);
    },
  );

  test.each(all.map((table) => [getTableName(table), table] as const))(
    "%s with a lead's id belongs to one",
    (_, table) => {
      if (!("leadId" in getTableColumns(table)) || getTableName(table) === "lead_order") return;
      expect(PERSON_TABLES.find((one) => one.table === table)?.by).toBe("lead");
    },
  );
});
