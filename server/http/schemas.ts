/** Serves the JSON Schemas of triage content, so that an editor anywhere completes a file by its "$schema". */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { App } from '../app.ts';

const NAMES = ['protocol.schema.json', 'epidemic.schema.json'] as const;
const FOLDER = new URL('../../packages/triage/', import.meta.url);

export function mountSchemas(app: App): void {
  for (const name of NAMES) {
    let kept: { body: string; etag: string } | undefined;
    app.get(`/v1/schemas/${name}`, (c) => {
      if (!kept) {
        const body = readFileSync(new URL(name, FOLDER), 'utf8');
        kept = { body, etag: `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"` };
      }
      // An hour without asking, then by its hash: the shape changes with releases alone, and holds nothing private.
      c.header('Cache-Control', 'public, max-age=3600');
      c.header('ETag', kept.etag);
      c.header('Access-Control-Allow-Origin', '*');
      c.header('Cross-Origin-Resource-Policy', 'cross-origin');
      if (c.req.header('If-None-Match') === kept.etag) return c.body(null, 304);
      return c.body(kept.body, 200, { 'Content-Type': 'application/schema+json; charset=utf-8' });
    });
  }
}
