/**
 * The bare client of the database benches, as pgbench is: it sends the statements of one transaction of ours, as they were heard
 * on the wire, with ids of its own, and does nothing between them.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';

export interface Heard {
  /** Under which it is parsed once a connection. */
  name?: string | undefined;
  text: string;
  values: unknown[];
}

/** The statements that the process sends while `work` runs. */
export async function hear(work: () => Promise<unknown>): Promise<Heard[]> {
  const heard: Heard[] = [];
  const whole = pg.Client.prototype.query;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first, second] = args as [string | { name?: string; text: string; values?: unknown[] }, unknown];
    const text = typeof first === 'string' ? first : first.text;
    const values = Array.isArray(second) ? second : (typeof first === 'object' && first.values) || [];
    heard.push({ name: typeof first === 'string' ? undefined : first.name, text, values });
    return (whole as (...args: unknown[]) => unknown).apply(this, args);
  } as typeof whole;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = whole;
  }
  return heard;
}

const INSERT = /insert into ("\w+") \(([^)]*)\) values (\([^)]*\)(?:, \([^)]*\))*)/g;

/** What was heard, with each row that was added together with others as a statement of its own. */
export function apart(heard: readonly Heard[]): Heard[] {
  return heard.flatMap((one) => {
    if (!one.text.startsWith('with ')) return [one];
    return [...one.text.matchAll(INSERT)].flatMap(([, table, columns, rows]) =>
      rows!.split('), (').map((row): Heard => {
        const values = [...row.matchAll(/\$(\d+)/g)].map(([, n]) => one.values[Number(n) - 1]);
        const text = `insert into ${table} (${columns}) values (${values.map((_, i) => `$${i + 1}`).join(', ')})`;
        return { name: `bare_${table}`, text, values };
      }),
    );
  });
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/**
 * Sends them once. Ids in `keep` stay; those in `given` are exchanged; all others are new ones. Where a statement of `learn` answers
 * with other values than ours had, these count from there.
 */
export async function replay(
  client: pg.ClientBase,
  heard: readonly Heard[],
  { keep, given }: { keep: ReadonlySet<string>; given: Map<string, string> },
  learn: readonly { statement: RegExp; columns: Record<string, string> }[] = [],
): Promise<void> {
  const change = (text: string) =>
    text.replace(UUID, (id) => {
      if (keep.has(id)) return id;
      const other = given.get(id) ?? randomUUID();
      given.set(id, other);
      return other;
    });
  const changed = (value: unknown): unknown =>
    typeof value === 'string'
      ? (given.get(value) ?? change(value))
      : Array.isArray(value)
        ? value.map(changed)
        : value;
  for (const { name, text, values } of heard) {
    const { rows } = await client.query({ name, text, values: values.map(changed) } as pg.QueryConfig);
    for (const { statement, columns } of learn)
      if (statement.test(text))
        for (const [ours, column] of Object.entries(columns)) given.set(ours, rows[0][column]);
  }
}
