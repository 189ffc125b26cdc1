import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { it } from 'node:test';
import { startTracing } from '../../../server/metrics/tracing.ts';
import { openTestApp } from '../../kit/open-test-app.ts';

it('is off where nobody asks for it', async () => {
  assert.equal(await startTracing({}), null);
});

it('sends a span for each request and its transaction, below the caller\u2019s, and no path', async () => {
  const bodies: string[] = [];
  const collector = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => void parts.push(part));
    request.on('end', () => {
      bodies.push(Buffer.concat(parts).toString());
      response.setHeader('Content-Type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((open) => collector.listen(0, '127.0.0.1', open));
  const url = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  // The exporter reads the variables itself.
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = url;
  const t = await openTestApp();
  try {
    const tracing = await startTracing({ ...process.env, OTEL_SERVICE_NAME: 'care-test' });
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const asked = await t.app.request('/v1/hospitals/renhe', {
      headers: { traceparent: `00-${trace}-b7ad6b7169203331-01` },
    });
    assert.equal(asked.status, 200);
    await tracing!.stop();
    const sent = bodies.map((body) => JSON.parse(body).resourceSpans).flat();
    const spans = sent.flatMap((one) => one.scopeSpans).flatMap((one) => one.spans);
    const request = spans.find(({ name }) => name === 'GET /v1/hospitals/:hospitalId');
    assert.ok(request, JSON.stringify(spans.map(({ name }) => name)));
    assert.equal(request.traceId, trace);
    const below = spans.find(({ name }) => name === 'transaction');
    assert.equal(below.parentSpanId, request.spanId);
    assert.doesNotMatch(bodies.join(), /renhe/);
    assert.match(bodies.join(), /care-test/);
  } finally {
    delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
    await t.close();
    await new Promise((closed) => collector.close(closed));
  }
});
