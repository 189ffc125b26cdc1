/** What a transaction adds or changes and asks nothing of: what comes one after another goes out as one statement. */
import { getTableColumns, getTableName, type Column } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';

/** One table's rows, all with the same columns. */
interface Rows {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly values: unknown[];
  rows: number;
}
/** One change of a table, whole as it would be sent by itself. */
interface Change {
  readonly text: string;
  readonly values: unknown[];
}
type Part = Rows | Change;

export interface Held {
  /** False where the row has to wait until what is held was sent: its table is held with other columns. */
  add(table: PgTable, row: Record<string, unknown>): boolean;
  /** False where anything of its table is held: within one statement neither would find what the other does. */
  change(table: PgTable, text: string, values: unknown[]): boolean;
  /** Tells whoever listens on the channel, when the transaction commits. */
  notify(channel: string): void;
  /** What is held, as one statement; from then on nothing is. Undefined where nothing was. */
  take(): { text: string; values: unknown[] } | undefined;
}

/** Without those that the database makes itself: no insert may name them. */
const columnsOf = new WeakMap<PgTable, [string, Column][]>();

export function createHeld(): Held {
  let parts = new Map<PgTable, Part>();
  let channel: string | undefined;
  return {
    add(table, row) {
      let all = columnsOf.get(table);
      if (!all) {
        all = Object.entries(getTableColumns(table)).filter(([, column]) => !column.generated);
        columnsOf.set(table, all);
      }
      const columns: Column[] = [];
      const values: unknown[] = [];
      for (const [key, column] of all) {
        const value = row[key];
        if (value === undefined) continue;
        columns.push(column);
        values.push(value === null ? null : column.mapToDriverValue(value));
      }
      const part = parts.get(table);
      if (!part) parts.set(table, { name: getTableName(table), columns, values, rows: 1 });
      else if ('text' in part) return false;
      else {
        const same = part.columns.length === columns.length && part.columns.every((c, i) => c === columns[i]);
        if (!same) return false;
        part.values.push(...values);
        part.rows++;
      }
      return true;
    },
    change(table, text, values) {
      if (parts.has(table)) return false;
      parts.set(table, { text, values });
      return true;
    },
    notify: (name) => void (channel = name),
    take() {
      if (parts.size === 0 && !channel) return undefined;
      const all = [...parts.values()];
      const taken = { text: textOf(all, channel), values: all.flatMap(({ values }) => values) };
      parts = new Map();
      channel = undefined;
      return taken;
    },
  };
}

const texts = new Map<string, string>();

/** The same text for the same changes, columns and numbers of rows: PostgreSQL knows it again. */
function textOf(parts: readonly Part[], channel: string | undefined): string {
  const key = [
    ...parts.map((p) =>
      'text' in p ? p.text : `${p.rows} ${p.name} ${p.columns.map((c) => c.name).join()}`,
    ),
    channel,
  ].join('|');
  let text = texts.get(key);
  if (text) return text;
  let at = 0;
  const writes = parts.map((part) => {
    if ('text' in part) {
      const before = at;
      at += part.values.length;
      return part.text.replace(/\$(\d+)/g, (_, n) => `$${before + Number(n)}`);
    }
    const { name, columns, rows } = part;
    const row = () => `(${columns.map(() => `$${++at}`).join(', ')})`;
    const names = columns.map((column) => `"${column.name}"`).join(', ');
    return `insert into "${name}" (${names}) values ${Array.from({ length: rows }, row).join(', ')}`;
  });
  const last = channel ? `select pg_notify('${channel}', '')` : writes.pop()!;
  // What a WITH writes is done whether or not anything reads it.
  const before = writes.map((write, i) => `w${i} as (${write})`).join(', ');
  text = before ? `with ${before} ${last}` : last;
  // Numbers of rows have no end.
  if (texts.size > 1000) texts.clear();
  texts.set(key, text);
  return text;
}
