import fc from 'fast-check';
import { canonicalJson, formatLeafEntry, leafEntryOf } from '@ledger/platform/audit-log';
import type { Json, JsonObject } from '@ledger/kit';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { quickEntry } from './quick-entry';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = fc.string({ unit: 'grapheme', maxLength: 20 }).map((one) => one.normalize('NFC'));
const json = fc.letrec<{ readonly value: Json }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.stringMatching(/^[a-z][A-Za-z]{0,8}$/), tie('value'), { maxKeys: 4, noNullPrototype: true })),
})).value;
const object = fc.dictionary(fc.stringMatching(/^[a-z][A-Za-z]{0,8}$/), json, { maxKeys: 5, noNullPrototype: true });
/** As the ledger sends it: parsed from its canonical text. */
const sent = (value: JsonObject): JsonObject => JSON.parse(canonicalJson(value)) as JsonObject;

it('is the entry that the ledger seals, for every event in canonical order', () => {
  fc.assert(fc.property(fc.record({ stream: text, id: text, type: text, data: object, more: object, revision: fc.nat() }), ({ more, data, revision, ...names }) => {
    const metadata = sent({ ...(more as JsonObject), recordedAt: '2024-03-02T00:01:00.000Z' });
    const event = { ...names, position: '1', revision: String(revision), data: sent(data as JsonObject), metadata } as unknown as RecordedEvent;
    const [dataBytes, metadataBytes] = [event.data as JsonObject, metadata].map((each) => utf8(canonicalJson(each)));
    const sealed = formatLeafEntry(leafEntryOf({ ...names, revision: BigInt(revision), recordedAt: '2024-03-02T00:01:00.000Z', data: dataBytes!, metadata: metadataBytes! }));
    expect(new TextDecoder().decode(quickEntry(event))).toBe(new TextDecoder().decode(sealed));
  }));
});
