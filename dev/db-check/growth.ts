/** The tables before the migration, with their columns, all in small letters. */
export type Tables = ReadonlyMap<string, ReadonlySet<string>>;

/** What was there before the file, and what the statements so far have added. */
export class Growth {
  readonly before: Tables;
  readonly newTables = new Set<string>();
  /** By table; `empty`: in the rows of before it is null. */
  readonly newColumns = new Map<string, Map<string, { empty: boolean }>>();

  constructor(before: Tables) {
    this.before = before;
  }

  isOld(table: string): boolean {
    return this.before.has(table) && !this.newTables.has(table);
  }

  isNewColumn(table: string, column: string): boolean {
    return this.newColumns.get(table)?.has(column) ?? false;
  }

  addColumn(table: string, column: string, added: { empty: boolean }): void {
    const columns = this.newColumns.get(table) ?? new Map<string, { empty: boolean }>();
    this.newColumns.set(table, columns.set(column, added));
  }
}
