/**
 * Fetches a host's public keys from an address that an administrator gave: https alone, nowhere inside our own network,
 * followed nowhere, at most so large and so slow.
 */
import { lookup } from 'node:dns';
import { request as http } from 'node:http';
import { request as https } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { PublicKeys } from '@care-elements/contract/host.ts';

const MOST_BYTES = 64 * 1024;
const MOST_MS = 3000;

/** Addresses that nobody outside can have: loopback, private, link-local, documentation, translation, multicast (RFC 6890). */
const INSIDE_4 = new BlockList();
/** Apart: in one list, IPv6's mapped addresses would speak for all of IPv4. */
const INSIDE_6 = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  INSIDE_4.addSubnet(net, bits, 'ipv4');
// Of IPv6 only 2000::/3 is out in the world, without the parts that stand for IPv4 or for nothing.
for (const [net, bits] of [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  INSIDE_6.addSubnet(net, bits, 'ipv6');

export const isInside = (address: string): boolean => {
  const family = isIP(address);
  if (family === 0) return true;
  return family === 6 ? INSIDE_6.check(address, 'ipv6') : INSIDE_4.check(address, 'ipv4');
};

/** The name is looked up once, and the very address that was judged is the one that is called. */
const outside: LookupFunction = (name, options, done) =>
  lookup(name, { ...options, all: true }, (error, found) => {
    if (error) return done(error, '');
    if (!found.length || found.some(({ address }) => isInside(address)))
      return done(new Error(`${name} is inside our own network`), '');
    if (options.all) return done(null, found);
    done(null, found[0]!.address, found[0]!.family);
  });

/** `inside: true` lets an address of our own network and plain http through: for a hospital's own sign-in server, and for tests. */
export function fetchKeys(address: string, { inside = false } = {}): Promise<PublicKeys> {
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.protocol !== 'https:' && !(inside && url.protocol === 'http:'))
    return Promise.reject(new Error('Keys are fetched by https.'));
  if (url.username || url.password) return Promise.reject(new Error('An address without a password.'));
  if (!inside && isIP(host) && isInside(host))
    return Promise.reject(new Error(`${host} is inside our own network`));
  return new Promise((done, fail) => {
    const asked = (url.protocol === 'http:' ? http : https)(
      url,
      {
        ...{ agent: false, headers: { Accept: 'application/json' }, signal: AbortSignal.timeout(MOST_MS) },
        ...(inside ? {} : { lookup: outside }),
      },
      (answer) => {
        if (answer.statusCode !== 200) {
          asked.destroy();
          return fail(new Error(`The keys’ address answers ${answer.statusCode}.`));
        }
        const parts: Buffer[] = [];
        let size = 0;
        answer.on('data', (part: Buffer) => {
          size += part.length;
          if (size <= MOST_BYTES) return void parts.push(part);
          asked.destroy();
          fail(new Error(`More than ${MOST_BYTES} bytes of keys.`));
        });
        answer.on('error', fail);
        answer.on('end', () => {
          try {
            done(PublicKeys.parse(JSON.parse(Buffer.concat(parts).toString('utf8'))));
          } catch (cause) {
            fail(cause);
          }
        });
      },
    );
    asked.on('error', fail);
    asked.end();
  });
}
