import { asksFromHere } from './who-may-read';

const asks = (remoteAddress: string | undefined, headers: Record<string, string> = {}): boolean =>
  asksFromHere({ headers: { host: 'localhost:3000', ...headers }, raw: { socket: { remoteAddress } } } as never);

it.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])('%s is this machine', (address) => {
  for (const host of ['localhost', 'localhost:3000', '127.0.0.1:3000', '[::1]:3000']) expect([host, asks(address, { host })]).toEqual([host, true]);
});

it.each(['10.0.0.7', '192.168.1.1', '::ffff:10.0.0.7', 'fe80::1', undefined])('%s is elsewhere, whatever it says of itself', (address) => {
  expect(asks(address)).toBe(false);
  expect(asks(address, { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1' })).toBe(false);
});

it.each(['ledger.example.vn', 'localhost.example.vn', '127.0.0.1.example.vn', ''])('a request for the host “%s” was meant for elsewhere', (host) => {
  expect(asks('127.0.0.1', { host })).toBe(false);
});
