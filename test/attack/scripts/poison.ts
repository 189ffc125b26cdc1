/** Puts a text into every field of a write that takes any text, as the OpenAPI document says which those are. */
import type { Call } from '../../kit/open-test-app.ts';

interface Schema {
  $ref?: string;
  type?: string;
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
/** What a text names (a code, an account, a secret): with another one the write would mean something else. */
const NAMES =
  /^(username|password|secret|token|accessCode|id|drugId|code|codes|hash|fileHash|file|unit|value|version|frequency|route|key|issuer|origin|jwksUrl|kty|kid|from|linkId|n|e|crv|x|y|d|alg|use|rxHash|alertSetHash|ticked|hostTicket|cn)$/;

/** `put(field, most)` gives the text for a field of at most so many characters. `taken` tells each field that was written with one. */
export function poisoner(
  document: Document,
  put: (field: string, most: number) => string | undefined,
  taken: (field: string) => void,
): { through: (call: Call) => Call; fields: string[] } {
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, requestBody }]) => ({
      ...{ method: method.toUpperCase(), id: operationId },
      pattern: new RegExp(`^${path.replace('/v1/hospitals', '').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
      schema: requestBody?.content['application/json']?.schema,
    })),
  );
  const resolve = (schema: Schema): Schema[] => {
    if (schema.$ref) return resolve(document.components.schemas[schema.$ref.split('/').at(-1)!]!);
    const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap(
      resolve,
    );
    return [schema, ...inner];
  };
  const free = (schemas: Schema[], text: string) =>
    schemas.some(
      ({ type, enum: known, const: one, format, pattern, maxLength = Infinity }) =>
        type === 'string' &&
        !known &&
        one === undefined &&
        !format &&
        maxLength >= text.length &&
        (!pattern || new RegExp(pattern, 'u').test(text)),
    );
  const longest = (schemas: Schema[]) =>
    Math.max(...schemas.flatMap(({ type, maxLength }) => (type === 'string' ? [maxLength ?? 4000] : [])), 0);
  const fill = (schemas: Schema[], value: unknown, at: string, into: Map<string, string>): unknown => {
    if (typeof value === 'string') {
      const text = NAMES.test(at.split('/').findLast((part) => !/^\d+$/.test(part))!)
        ? undefined
        : put(at, longest(schemas));
      if (!text || into.has(`not ${at}`) || !free(schemas, text)) return value;
      into.set(at, text);
      return text;
    }
    if (Array.isArray(value))
      return value.map((inner, n) =>
        fill(
          schemas.flatMap(({ items }) => (items ? resolve(items) : [])),
          inner,
          `${at}/${n}`,
          into,
        ),
      );
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        const of = schemas.flatMap(({ properties, additionalProperties: more }) => {
          const own = properties && Object.hasOwn(properties, key) ? properties[key] : undefined;
          return own ? resolve(own) : typeof more === 'object' ? resolve(more) : [];
        });
        return [key, fill(of, inner, `${at}/${key}`, into)];
      }),
    );
  };

  /** Every field of every write that takes any text. */
  const fields: string[] = [];
  const walk = (schema: Schema, at: string, seen: Schema[]): void => {
    if (seen.includes(schema) || seen.length > 20) return;
    for (const one of resolve(schema)) {
      if (free([one], '<') && !NAMES.test(at.split('/').findLast((part) => part !== '*')!)) fields.push(at);
      for (const [key, inner] of Object.entries(one.properties ?? {}))
        walk(inner, `${at}/${key}`, [...seen, schema]);
      if (one.items) walk(one.items, `${at}/*`, [...seen, schema]);
    }
  };
  for (const { id, schema } of routes) if (schema) walk(schema, id, []);

  const through =
    (call: Call): Call =>
    async (method, path, options = {}) => {
      const route = routes.find((r) => r.method === method && r.pattern.test(path.split('?')[0]!));
      if (!route?.schema || typeof options.body !== 'object' || !options.body)
        return call(method, path, options);
      const into = new Map<string, string>();
      for (let tries = 0; tries < 6; tries++) {
        for (const at of into.keys()) if (!at.startsWith('not ')) into.delete(at);
        const body = fill(resolve(route.schema), options.body, route.id, into);
        const answer = await call(method, path, { ...options, body });
        const written = [...into.keys()].filter((at) => !at.startsWith('not '));
        if (answer.status < 300 || written.length === 0) {
          if (answer.status < 300) for (const at of written) taken(at.replaceAll(/\/\d+/g, '/*'));
          return answer;
        }
        const wrong = ((answer.body.errors ?? []) as { pointer: string }[]).map(
          ({ pointer }) => `${route.id}${pointer}`,
        );
        const named = written.filter((at) => wrong.some((pointer) => at.startsWith(pointer)));
        for (const at of named.length ? named : written) into.set(`not ${at}`, '');
      }
      return call(method, path, options);
    };
  return { through, fields: [...new Set(fields)] };
}
