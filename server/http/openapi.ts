/** OpenAPI of a route, from the same declaration that mounts it. */
import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { PROBLEMS, type ProblemCode } from '@care-elements/contract/problems.ts';
import type { Route } from '@care-elements/contract/route.ts';
import { IDEMPOTENCY_KEY } from '../idempotency.ts';
import type { HttpEnv } from './env.ts';

const ProblemBody = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
    detail: z.string().optional(),
    requestId: z.string().optional(),
    errors: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })).optional(),
    current: z.unknown().optional(),
  })
  .meta({ id: 'Problem' });

/** The problems that a route can answer: its own, and those of every route of its kind. */
function problemsOf(def: Route): ProblemCode[] {
  const all = new Set<ProblemCode>([
    ...def.problems,
    'not-found',
    'invalid-input',
    'origin-not-registered',
    'too-many-requests',
    'not-ready',
    'internal',
  ]);
  if (!def.callers.includes('public')) {
    for (const code of [
      'token-missing',
      'token-invalid',
      'token-expired',
      'wrong-hospital',
      'wrong-role',
    ] as const)
      all.add(code);
  }
  if (def.method !== 'get') {
    for (const code of [
      'idempotency-key-missing',
      'idempotency-key-reused',
      'malformed-body',
      'unsupported-media-type',
      'body-too-large',
    ] as const)
      all.add(code);
  }
  return [...all];
}

const fileContent = (types: readonly string[]) =>
  Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', format: 'binary' } as const }]));

export function describe(app: OpenAPIHono<HttpEnv>, def: Route): void {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of problemsOf(def)) {
    const status = PROBLEMS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const write = def.method !== 'get';
  app.openAPIRegistry.registerPath({
    operationId: def.id,
    method: def.method,
    path: `/v1${def.path}`,
    summary: def.summary,
    tags: [def.path.split('/')[3] ?? 'hospital'],
    ...(def.callers.includes('public') ? {} : { security: [{ bearer: [] }] }),
    request: {
      params: def.params as never,
      ...(def.query ? { query: def.query as never } : {}),
      ...(write ? { headers: z.object({ 'Idempotency-Key': z.string().regex(IDEMPOTENCY_KEY) }) } : {}),
      ...(def.body
        ? { body: { required: true, content: { 'application/json': { schema: def.body as never } } } }
        : {}),
      ...(def.takes ? { body: { required: true, content: fileContent(def.takes) } } : {}),
    },
    responses: {
      [def.answer ? (def.status ?? 200) : 204]: def.answer
        ? {
            description: 'Done.',
            content: def.gives
              ? fileContent(def.gives)
              : { 'application/json': { schema: def.answer as never } },
          }
        : { description: 'Done.' },
      ...Object.fromEntries(
        [...byStatus].map(([status, codes]) => [
          status,
          { description: codes.join(', '), content: { 'application/problem+json': { schema: ProblemBody } } },
        ]),
      ),
    },
  });
}
