import { drizzle, type DrizzleD1Database } from "drizzle-orm/d1";
import * as schema from "./schema.ts";

export type DirectoryDb = DrizzleD1Database<typeof schema>;
export const directoryDb = (database: D1Database): DirectoryDb => drizzle(database, { schema });
