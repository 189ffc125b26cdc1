/** The shortest server that tells many pages the same: node:http, a set of open answers, and one loop. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const open = new Set<ServerResponse>();
const server = createServer((request, response) => {
  if (request.method === 'POST') {
    const frame = `event: reviews\ndata: ${JSON.stringify({ topic: 'reviews', at: new Date().toISOString() })}\n\n`;
    for (const one of open) one.write(frame);
    return response.writeHead(204).end();
  }
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.write('event: reviews\ndata: {}\n\n');
  open.add(response);
  response.on('close', () => open.delete(response));
});
server.listen(0, '127.0.0.1', () => console.log(`port ${(server.address() as AddressInfo).port}`));
