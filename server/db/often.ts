/**
 * Statements that are sent all the time: drizzle builds their text once a process, and each time only the values are put in. Building
 * them anew was a third of a call's processor time. drizzle's own prepared queries are bound to one connection, and fail on null.
 */
import { Column, DrizzleQueryError, is, Param, Placeholder, sql, type SQL } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { PgTable } from 'drizzle-orm/pg-core';
import { changeLater, type Tx } from './statements.ts';

/** Where a value stands; `as` says as which column it is sent, where that is not plain from the place. */
type Put<V> = (name: keyof V & string, as?: Column) => Param | Placeholder;
interface Query<R> {
  prepare(name: string): { execute(): Promise<R> };
}
export type Often<V extends object, R> = (tx: Tx, values: V) => Promise<R>;

/** Of drizzle's prepared query, what it would use itself. */
interface Prepared {
  queryConfig: pg.QueryConfig;
  params: unknown[];
  fields?: { path: string[]; field: Column | SQL | SQL.Aliased }[];
  joinsNotNullableMap?: Record<string, boolean>;
}
interface Built {
  config: pg.QueryConfig;
  params: ((values: Record<string, unknown>) => unknown)[];
  read: ((row: unknown[]) => unknown) | undefined;
}

/** `build` runs once, on a database that is none. */
export function often<V extends object, R>(
  build: (db: NodePgDatabase, put: Put<V>) => Query<R>,
): Often<V, R> {
  let built: Built | undefined;
  return async (tx, values) => {
    const { config, params, read } = (built ??= prepare(
      build as (db: NodePgDatabase, put: Put<object>) => Query<R>,
    ));
    const given = params.map((param) => param(values as Record<string, unknown>));
    const client = (tx as unknown as { $client: pg.ClientBase }).$client;
    try {
      const result = await client.query(config, given);
      return (read ? (result.rows as unknown[][]).map(read) : result) as R;
    } catch (error) {
      throw new DrizzleQueryError(config.text, given, error as Error);
    }
  };
}

/** A change of the table's rows, sent with the next statement (see `changeLater`). */
export function oftenLater<V extends object>(
  table: PgTable,
  build: (db: NodePgDatabase, put: Put<V>) => Query<unknown>,
): Often<V, void> {
  let built: Built | undefined;
  return (tx, values) => {
    const { config, params } = (built ??= prepare(
      build as (db: NodePgDatabase, put: Put<object>) => Query<unknown>,
    ));
    const given = params.map((param) => param(values as Record<string, unknown>));
    return changeLater(tx, table, config.text, given);
  };
}

function prepare<R>(build: (db: NodePgDatabase, put: Put<object>) => Query<R>): Built {
  const put = (name: string, as?: Column) => {
    const place = sql.placeholder(name);
    return as ? sql.param(place, as) : place;
  };
  const prepared = build(drizzle.mock(), put).prepare('') as unknown as Prepared;
  const { fields, joinsNotNullableMap = {}, queryConfig } = prepared;
  if (Object.values(joinsNotNullableMap).includes(false))
    throw new TypeError('A join that may find nothing has to be read by drizzle itself.');
  const { text, types } = queryConfig;
  return {
    config: { text, ...(types && { types }), ...(fields && { rowMode: 'array' as const }) },
    params: prepared.params.map((param) => {
      if (is(param, Placeholder)) return (values) => values[param.name];
      if (!is(param, Param) || !is(param.value, Placeholder)) return () => param;
      const { encoder, value } = param;
      return (values) => {
        const given = values[(value as Placeholder).name];
        return given === null ? null : encoder.mapToDriverValue(given);
      };
    }),
    read: fields && reader(fields),
  };
}

/** A row as an object, or as one of an object for each table of a join. */
function reader(fields: NonNullable<Prepared['fields']>): (row: unknown[]) => unknown {
  const columns = fields.map(({ path, field }) => {
    const decoder = is(field, Column) ? field : decoderOf(field);
    return { outer: path.length > 1 ? path[0] : undefined, name: path.at(-1)!, decoder };
  });
  return (row) => {
    const whole: Record<string, unknown> = {};
    for (let i = 0; i < columns.length; i++) {
      const { outer, name, decoder } = columns[i]!;
      const raw = row[i];
      const into = outer === undefined ? whole : ((whole[outer] ??= {}) as Record<string, unknown>);
      into[name] = raw === null ? null : decoder.mapFromDriverValue(raw);
    }
    return whole;
  };
}

const decoderOf = (field: SQL | SQL.Aliased) =>
  (
    ('sql' in field ? field.sql : field) as unknown as {
      decoder: { mapFromDriverValue(raw: unknown): unknown };
    }
  ).decoder;
