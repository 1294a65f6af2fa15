import { resolve } from 'node:path';
import { ConfigurationError, readConfiguration } from './configuration';

describe('the configuration', () => {
  it('has defaults for a first start', () => {
    const { configuration, settings } = readConfiguration({});
    expect(configuration).toEqual({
      data: resolve('data'), host: '127.0.0.1', port: 3000, mode: 'demo', loadDemo: true, eventStore: 'embedded', readStore: 'sqlite', logLevel: 'info',
      evidenceBytesMax: 52_428_800, accessLogDays: 730, projections: 'thread', origin: '', witnessPolicy: '',
      node: { port: 2113, isChosen: false, host: '127.0.0.1', role: 'outlet', certificate: '', key: '' },
    });
    expect(settings.every(({ origin }) => origin === 'default')).toBe(true);
  });

  it('says where each value comes from, and hides passwords', () => {
    const { settings } = readConfiguration({ LEDGER_PORT: '8080', LEDGER_READ_STORE: 'postgres://ledger:geheim@db:5432/ledger' });
    expect(settings.find(({ name }) => name === 'LEDGER_PORT')).toEqual({ name: 'LEDGER_PORT', value: '8080', origin: 'environment' });
    expect(settings.find(({ name }) => name === 'LEDGER_READ_STORE')?.value).toBe('postgres://ledger:***@db:5432/ledger');
  });

  it.each([
    ['esdb://localhost:2113?tls=false', 'esdb://localhost:2113?tls=false'],
    ['esdb://ledger:ge%40heim@store', 'esdb://ledger:***@store'],
    ['esdb+discover://ledger:geheim@one:2113,two:2113,three:2113?tlsCAFile=/etc/ledger/ca.pem', 'esdb+discover://ledger:***@one:2113,two:2113,three:2113?tlsCAFile=/etc/ledger/ca.pem'],
    ['kurrentdb://localhost/', 'kurrentdb://localhost/'],
  ])('takes the event store %s and shows no password', (address, shown) => {
    const { configuration, settings } = readConfiguration({ LEDGER_EVENT_STORE: address });
    expect(configuration.eventStore).toBe(address);
    expect(settings.find(({ name }) => name === 'LEDGER_EVENT_STORE')?.value).toBe(shown);
  });

  it('gives the event node a port, or any free one, or none', () => {
    const nodeOf = (environment: Record<string, string>) => readConfiguration(environment).configuration.node;
    expect(nodeOf({ LEDGER_PORT: '0' })).toMatchObject({ port: 0, isChosen: false });
    expect(nodeOf({ LEDGER_PORT: '0', LEDGER_NODE_PORT: '2114' })).toMatchObject({ port: 2114, isChosen: true });
    expect(nodeOf({ LEDGER_NODE_PORT: 'off' })).toMatchObject({ port: 'off' });
    const files = { LEDGER_NODE_CERTIFICATE: 'node.crt', LEDGER_NODE_KEY: 'node.key' };
    expect(nodeOf({ ...files, LEDGER_NODE_ROLE: 'store' })).toMatchObject({ certificate: resolve('node.crt'), key: resolve('node.key'), role: 'store' });
  });

  it('loads no demo in production', () => {
    expect(readConfiguration({ LEDGER_MODE: 'production' }).configuration.loadDemo).toBe(false);
  });

  it.each([
    [{ LEDGER_PORT: '70000' }, /^LEDGER_PORT=70000 must be a whole number/],
    [{ LEDGER_PORT: '-1' }, /^LEDGER_PORT/],
    [{ LEDGER_MODE: 'test' }, /^LEDGER_MODE=test must be one of: demo, production$/],
    [{ LEDGER_MODE: 'production', LEDGER_DEMO: 'on' }, /^LEDGER_DEMO=on/],
    [{ LEDGER_EVENT_STORE: 'oracle' }, /^LEDGER_EVENT_STORE must be embedded or esdb:/],
    [{ LEDGER_EVENT_STORE: 'esdb://' }, /^LEDGER_EVENT_STORE must be/],
    [{ LEDGER_EVENT_STORE: 'esdb://host:port' }, /^LEDGER_EVENT_STORE must be/],
    [{ LEDGER_READ_STORE: 'mysql://x' }, /^LEDGER_READ_STORE/],
    [{ LEDGER_LOG: 'loud' }, /^LEDGER_LOG/],
    [{ LEDGER_EVIDENCE_BYTES_MAX: '1e6' }, /^LEDGER_EVIDENCE_BYTES_MAX/],
    [{ LEDGER_PROJECTIONS: 'two' }, /^LEDGER_PROJECTIONS/],
    [{ LEDGER_NODE_PORT: 'none' }, /^LEDGER_NODE_PORT=none must be a whole number from 0 to 65535, or off$/],
    [{ LEDGER_NODE_ROLE: 'leader' }, /^LEDGER_NODE_ROLE=leader must be one of: outlet, store$/],
    [{ LEDGER_NODE_KEY: 'node.key' }, /^LEDGER_NODE_CERTIFICATE and LEDGER_NODE_KEY belong together/],
    [{ LEDGER_PROT: '3000' }, /^LEDGER_PROT is no setting; there are: LEDGER_DATA,/],
  ])('refuses %p in one line', (environment, message) => {
    expect(() => readConfiguration(environment as Record<string, string>)).toThrow(ConfigurationError);
    expect(() => readConfiguration(environment as Record<string, string>)).toThrow(message);
    try {
      readConfiguration(environment as Record<string, string>);
    } catch (error) {
      expect((error as Error).message).not.toContain('\n');
    }
  });
});
