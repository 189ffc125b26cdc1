/** Every answer to a test's call is one that our OpenAPI document knows: its status, and its problem's code under that status. */
import assert from 'node:assert/strict';
import type { App } from '../../server/app.ts';

interface Operation {
  id: string;
  method: string;
  pattern: RegExp;
  /** By status: the codes of its problems, or null where that is an answer. */
  answers: Map<string, string[] | null>;
}

/** The operations as they were described, those with fewer parameters first: `mine` is no prescription's id. */
function operationsOf(app: App): Operation[] {
  return app.openAPIRegistry.definitions
    .flatMap((definition) => (definition.type === 'route' ? [definition.route] : []))
    .sort((a, b) => a.path.split('{').length - b.path.split('{').length)
    .map(({ operationId, method, path, responses }) => ({
      ...{ id: operationId!, method: method.toUpperCase() },
      pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
      answers: new Map(
        Object.entries(responses as Record<string, { description: string; content?: object }>).map(
          ([status, { description, content = {} }]) => [
            status,
            'application/problem+json' in content ? description.split(', ') : null,
          ],
        ),
      ),
    }));
}

export interface Answered {
  status: number;
  headers: Headers;
  body: unknown;
}

/** `path` below the server, without its query. What is no operation's path or method is let through: its 404 or 405 is nobody's. */
export function createDocumented(app: App): (method: string, path: string, answer: Answered) => void {
  let known: Operation[] | undefined;
  return (method, path, { status, headers, body }) => {
    known ??= operationsOf(app);
    const operation = known.find((o) => o.method === method && o.pattern.test(path));
    if (!operation) return;
    const isProblem = /^application\/problem\+json/.test(headers.get('content-type') ?? '');
    const { code } = (isProblem ? body : {}) as { code?: string };
    const codes = operation.answers.get(String(status));
    assert.ok(
      isProblem ? codes?.includes(code!) : codes === null,
      `${operation.id} answered ${status}${isProblem ? ` ${code}` : ''}, which its OpenAPI document does not know`,
    );
  };
}
