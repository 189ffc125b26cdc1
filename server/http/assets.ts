/** Serves the built widgets: the loader, revalidated; the chunks, immutable by their hash. */
import { serveStatic } from '@hono/node-server/serve-static';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';

/** A page of our own: our scripts, our server, and LiveKit wherever it stands. Nobody frames it. */
const PAGE =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self' blob:; connect-src 'self' ws: wss:; require-trusted-types-for 'script'; trusted-types lit-html; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The theme studio has its preview in frames; the preview is framed by it alone, and reaches nobody. */
const POLICIES: Record<string, string> = {
  '/studio.html': `${PAGE}; frame-src 'self'`,
  '/gallery.html': PAGE.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    .replace(/connect-src [^;]+/, "connect-src 'none'")
    // Stories lay themselves out by attributes.
    .replace("style-src 'self'", "style-src 'self'; style-src-attr 'unsafe-inline'"),
};

const HASHED = /[.-][A-Za-z0-9_-]{6,64}\.js(\.map)?$/;

export function mountAssets(app: App, { cdnDir }: Pick<Deps, 'cdnDir'>): void {
  if (!cdnDir) return;
  app.use('/*', async (c, next) => {
    if (c.req.path.startsWith('/v1/') || (c.req.method !== 'GET' && c.req.method !== 'HEAD')) return next();
    // Module scripts are fetched with CORS, from whatever page embeds them: they hold nothing private.
    c.header('Access-Control-Allow-Origin', '*');
    c.header('Cross-Origin-Resource-Policy', 'cross-origin');
    c.header(
      'Cache-Control',
      HASHED.test(c.req.path) ? 'public, max-age=31536000, immutable' : 'public, no-cache',
    );
    if (c.req.path.endsWith('.html')) c.header('Content-Security-Policy', POLICIES[c.req.path] ?? PAGE);
    if (/^\/[^/]+\.js$/.test(c.req.path)) c.header('SourceMap', `${c.req.path.slice(1)}.map`);
    return serveStatic({ root: cdnDir, precompressed: true })(c, next);
  });
}
