/** A method that a path does not have: 405 with what it has (RFC 9110, 15.5.6), from the same list that the OpenAPI document is made of. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import { problem } from '../problems.ts';
import type { HttpEnv } from './env.ts';

const SPECIAL = /[.*+?^${}()|[\]\\]/g;

/** Throws `method-not-allowed` where the path is described, but not under this method; the path with fewer parameters is meant. */
export function createMethodCheck(app: OpenAPIHono<HttpEnv>): (method: string, path: string) => void {
  let known: { pattern: RegExp; methods: string[] }[] | undefined;
  const read = () => {
    const byPath = new Map<string, string[]>();
    for (const definition of app.openAPIRegistry.definitions) {
      if (definition.type !== 'route') continue;
      const { path, method } = definition.route;
      byPath.set(path, [...(byPath.get(path) ?? []), method.toUpperCase()]);
    }
    const parameters = ([path]: [string, unknown]) => path.split('{').length;
    return [...byPath]
      .sort((a, b) => parameters(a) - parameters(b))
      .map(([path, methods]) => ({
        pattern: new RegExp(
          `^${path
            .split(/\{\w+\}/)
            .map((part) => part.replaceAll(SPECIAL, String.raw`\$&`))
            .join('[^/]+')}$`,
        ),
        methods,
      }));
  };
  return (method, path) => {
    known ??= read();
    const methods = new Set(known.find(({ pattern }) => pattern.test(path))?.methods);
    if (methods.size === 0 || methods.has(method)) return;
    if (methods.has('GET')) methods.add('HEAD');
    throw problem('method-not-allowed', undefined, {}, { Allow: [...methods].sort().join(', ') });
  };
}
