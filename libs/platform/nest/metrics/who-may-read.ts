import { BlockList, isIPv6 } from 'node:net';
import type { IdentifiedRequest } from '../identity';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** What a proxy adds to a request it passes on. Anybody can write them, so they can only take a right away. */
const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];
const LOCAL_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/**
 * Whether this machine itself asks: the connection comes over loopback, no proxy passed it on, and the host it names is this
 * machine's. The last keeps out a page whose name has been made to lead here (DNS rebinding), and proxies that keep the name.
 */
export function asksFromHere({ headers, raw }: Pick<IdentifiedRequest, 'headers' | 'raw'>): boolean {
  const from = raw.socket.remoteAddress;
  if (from === undefined || !loopback.check(from, isIPv6(from) ? 'ipv6' : 'ipv4')) return false;
  return LOCAL_HOST.test(headers.host ?? '') && FORWARDED.every((name) => headers[name] === undefined);
}
