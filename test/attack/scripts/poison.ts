/** Puts a text into every field of a write that takes any text, as the OpenAPI document says which those are. */
import type { Call } from '../../kit/open-test-app.ts';

interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  maxLength?: number;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}
interface Operation {
  operationId: string;
  requestBody?: { content: Record<string, { schema: Schema }> };
}
export interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}
const isText = ({ type }: Schema) => [type].flat().includes('string');

function resolver(document: Document) {
  const resolve = (schema: Schema): Schema[] => {
    if (schema.$ref) return resolve(document.components.schemas[schema.$ref.split('/').at(-1)!]!);
    const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap(
      resolve,
    );
    return [schema, ...inner];
  };
  return resolve;
}

const free = (schemas: Schema[], text: string): boolean =>
  schemas.some(
    (schema) =>
      isText(schema) &&
      !schema.enum &&
      schema.const === undefined &&
      !schema.format &&
      (schema.maxLength ?? Infinity) >= text.length &&
      (!schema.pattern || new RegExp(schema.pattern, 'u').test(text)),
  );

const bodies = (document: Document) =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, requestBody }]) => ({
      ...{ method: method.toUpperCase(), id: operationId },
      pattern: new RegExp(`^${path.replace('/v1/hospitals', '').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
      schema: requestBody?.content['application/json']?.schema,
    })),
  );

/** Every field of every write that takes any text: `route/way/to/it`, with `*` for a list's entries and `{}` for a table's. */
export function textFields(document: Document): string[] {
  const resolve = resolver(document);
  const fields = new Set<string>();
  const walk = (schema: Schema, at: string, seen: Schema[]): void => {
    if (seen.includes(schema) || seen.length > 20) return;
    for (const one of resolve(schema)) {
      if (free([one], '<')) fields.add(at);
      for (const [key, inner] of Object.entries(one.properties ?? {}))
        walk(inner, `${at}/${key}`, [...seen, schema]);
      if (one.items) walk(one.items, `${at}/*`, [...seen, schema]);
      const more = one.additionalProperties;
      if (typeof more === 'object') walk(more, `${at}/{}`, [...seen, schema]);
    }
  };
  for (const { id, schema } of bodies(document)) if (schema) walk(schema, id, []);
  return [...fields];
}

/** A text of a body: where exactly, and which field that is. */
interface Spot {
  at: string;
  field: string;
}

/**
 * `put(field, most)` gives the text for a field of at most so many characters, or nothing where it is to stay. `taken` tells each field
 * that was written with one.
 */
export function poisoner(
  document: Document,
  put: (field: string, most: number) => string | undefined,
  taken: (field: string) => void,
): (call: Call) => Call {
  const resolve = resolver(document);
  const routes = bodies(document);
  const longest = (schemas: Schema[]) =>
    Math.max(...schemas.flatMap((one) => (isText(one) ? [one.maxLength ?? 4000] : [])), 0);
  const fill = (
    schemas: Schema[],
    value: unknown,
    { at, field }: Spot,
    into: Map<string, string>,
    not: Set<string>,
  ): unknown => {
    if (typeof value === 'string') {
      const text = not.has(at) ? undefined : put(field, longest(schemas));
      if (!text || !free(schemas, text)) return value;
      into.set(at, field);
      return text;
    }
    if (Array.isArray(value)) {
      const of = schemas.flatMap(({ items }) => (items ? resolve(items) : []));
      return value.map((inner, n) => fill(of, inner, { at: `${at}/${n}`, field: `${field}/*` }, into, not));
    }
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        const known = schemas.flatMap(({ properties }) =>
          properties && Object.hasOwn(properties, key) ? resolve(properties[key]!) : [],
        );
        const more = schemas.flatMap((one) =>
          typeof one.additionalProperties === 'object' ? resolve(one.additionalProperties) : [],
        );
        const spot = { at: `${at}/${key}`, field: `${field}/${known.length ? key : '{}'}` };
        return [key, fill(known.length ? known : more, inner, spot, into, not)];
      }),
    );
  };

  return (call) =>
    async (method, path, options = {}) => {
      const route = routes.find((r) => r.method === method && r.pattern.test(path.split('?')[0]!));
      if (!route?.schema || typeof options.body !== 'object' || !options.body)
        return call(method, path, options);
      const { id } = route;
      const not = new Set<string>();
      for (let tries = 0; tries < 6; tries++) {
        const into = new Map<string, string>();
        const body = fill(resolve(route.schema), options.body, { at: id, field: id }, into, not);
        const answer = await call(method, path, { ...options, body });
        if (answer.status < 300 || into.size === 0) {
          if (answer.status < 300) for (const field of into.values()) taken(field);
          return answer;
        }
        const wrong = ((answer.body.errors ?? []) as { pointer: string }[]).map(
          ({ pointer }) => id + pointer,
        );
        const named = [...into.keys()].filter((at) => wrong.some((pointer) => at.startsWith(pointer)));
        for (const at of named.length ? named : into.keys()) not.add(at);
      }
      return call(method, path, options);
    };
}
