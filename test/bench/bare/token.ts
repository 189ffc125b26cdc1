/** The shortest server that hands out LiveKit tokens: who asks gets one, for any room and under any name. */
import { Hono } from 'hono';
import { AccessToken } from 'livekit-server-sdk';

export function bareTokens(apiKey: string, apiSecret: string): Hono {
  return new Hono().post('/rooms/:room/token', async (c) => {
    const { identity } = await c.req.json<{ identity: string }>();
    const token = new AccessToken(apiKey, apiSecret, { identity, ttl: 120 });
    token.addGrant({ room: c.req.param('room'), roomJoin: true });
    return c.json({ token: await token.toJwt() }, 201);
  });
}
