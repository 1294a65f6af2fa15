import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { BundleArchive, bundleSource, formatVerifierKey, ZipBuffer } from '@ledger/platform/audit-log/node';
import { openEmbeddedReader } from '@ledger/platform/event-store/embedded';
import { TileFolder } from '@ledger/platform/sealer';
import { PATTERN } from '@ledger/platform/sealer/testing/sample-events';
import { exportBundle, type ExportSelection } from './bundle-export';
import { entriesOf, filesOf, hashesOf, leafOf, readCheckpoint, readEntry, readNote, readProof, rootByPath, rootOf, rootsByProof, shownHash } from './testing/independent-reader';
import { cosigned, SealedLedger, witnessKey } from './testing/sealed-ledger';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

describe('the reader that knows the specifications alone', () => {
  // The eight entries and roots of Certificate Transparency's reference tree (google/certificate-transparency, merkle_tree_test).
  const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(hex);
  const roots = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d', 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7', '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef', 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c', '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];

  it('has the reference tree’s roots', () => {
    expect(roots.map((_, size) => rootOf(entries.slice(0, size).map(leafOf)).toString('hex'))).toEqual(roots);
  });

  it('opens the examples of c2sp.org/signed-note and of Go’s golang.org/x/mod/sumdb/note, and neither when it was changed', () => {
    const key = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
    const example = 'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';
    const peter = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    const said = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    const note = `${said}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;
    expect(readNote(example, [key])).toEqual({ text: 'This is an example message.\n', signedBy: [{ name: 'example.com/foo' }] });
    expect(readNote(note, [key, peter])).toEqual({ text: said, signedBy: [{ name: 'PeterNeumann' }] });
    for (const [changed, by] of [[example.replace('example message', 'other message'), key], [note.replace('your problem is', 'my problem is'), peter]] as const) expect(() => readNote(changed, [by])).toThrow('is wrong');
  });

  it('names the files of a tree as c2sp.org/tlog-tiles does in its example of 70,000 leaves, and in that of 256', () => {
    const names = (size: number): string[] => [...filesOf(Array.from({ length: size }, () => Buffer.of(7))).keys()].filter((name) => !name.startsWith('tile/entries'));
    expect(names(70_000)).toEqual([...Array.from({ length: 273 }, (_, i) => `tile/0/${String(i).padStart(3, '0')}`), 'tile/0/273.p/112', 'tile/1/000', 'tile/1/001.p/17', 'tile/2/000.p/1']);
    expect(names(256)).toEqual(['tile/0/000', 'tile/1/000.p/1']);
  });
});

describe('what the ledger publishes, to that reader', () => {
  let ledger: SealedLedger;
  let vkey: string;
  beforeAll(async () => {
    ledger = await SealedLedger.create(300, 340);
    vkey = formatVerifierKey((await ledger.place.keys()).signers[0]!);
  });
  afterAll(() => ledger.remove());

  const published = (): ReadonlyMap<string, Buffer> => {
    const files = readdirSync(join(ledger.place.folder, 'tile'), { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    return new Map(files.map(({ parentPath, name }) => [relative(ledger.place.folder, join(parentPath, name)), readFileSync(join(parentPath, name))]));
  };
  const allEntries = (): Buffer[] => [...published()].filter(([name]) => name.startsWith('tile/entries')).sort(([one], [other]) => (one < other ? -1 : 1)).flatMap(([, bytes]) => entriesOf(bytes));
  async function bundled(selection: ExportSelection, held?: string): Promise<BundleArchive> {
    const store = await openEmbeddedReader({ folder: ledger.place.data });
    const sink = new ZipBuffer();
    await exportBundle({ store, pattern: PATTERN, tiles: new TileFolder(ledger.place.folder), checkpoint: ledger.text('audit/checkpoint'), selection, held }, sink).finally(() => store.close());
    return BundleArchive.open(bundleSource(sink.bytes()));
  }

  it('is a checkpoint that its key signed, over the tree of its entries', () => {
    const { origin, size, root, signedBy } = readCheckpoint(ledger.text('audit/checkpoint'), [vkey]);
    expect([origin, size, root, signedBy]).toEqual([vkey.split('+')[0], 640, rootOf(allEntries().map(leafOf)), [{ name: origin }]]);
  });

  it('is every tile and bundle of entries of that tree, byte for byte under its name, and beside them those of a size that was published before', () => {
    const [files, entries] = [published(), allEntries()];
    const [now, before] = [filesOf(entries), filesOf(entries.slice(0, 300))];
    expect([...now].filter(([name, bytes]) => !files.get(name)?.equals(bytes)).map(([name]) => name)).toEqual([]);
    expect([...files].filter(([name, bytes]) => !(now.get(name) ?? before.get(name))?.equals(bytes)).map(([name]) => name)).toEqual([]);
    expect(now.size).toBe(3 + 3 + 1);
  });

  it('is entries that are RFC 8785’s, with the hashes of what the database holds', () => {
    const rows = ledger.query<{ stream: string; revision: number; type: string; data: string; metadata: string }>('SELECT s.name AS stream, e.revision, e.type, e.data, e.metadata FROM events e JOIN streams s ON s.id = e.stream ORDER BY e.position').filter(({ stream }) => PATTERN.test(stream));
    const expected = rows.map(({ stream, revision, type, data, metadata }) => ({ stream, rev: String(revision), type, data: shownHash(data), meta: shownHash(metadata), v: 1 }));
    expect(allEntries().map(readEntry)).toEqual(expected.map((entry) => expect.objectContaining(entry)));
  });

  it('is cosigned as c2sp.org/tlog-cosignature says', async () => {
    const witness = await witnessKey();
    const note = await cosigned(ledger.text('audit/checkpoint'), witness, 1_750_000_000);
    expect(readCheckpoint(note, [formatVerifierKey(witness), vkey]).signedBy).toEqual(expect.arrayContaining([{ name: witness.name, time: 1_750_000_000 }, { name: vkey.split('+')[0] }]));
    const other = note.replace('\n640\n', '\n641\n');
    expect(() => readCheckpoint(other, [formatVerifierKey(witness)])).toThrow('is wrong');
  });

  it('is proof files that lead from each entry to the root, by RFC 6962’s recursion', async () => {
    const archive = await bundled({ from: '2000-01-01' });
    const entries = allEntries();
    const proofs = archive.names.filter((name) => name.startsWith('proofs/'));
    expect(proofs).toHaveLength(640);
    for (const name of proofs.filter((_, i) => i % 13 === 0)) {
      const { index, path, checkpoint } = readProof(Buffer.from(await archive.read(name, 1e6)).toString());
      const { size, root } = readCheckpoint(checkpoint, [vkey]);
      expect(rootByPath(index, size, leafOf(entries[index]!), path)).toEqual(root);
      expect(rootByPath(index, size, leafOf(entries[(index + 1) % 640]!), path)).not.toEqual(root);
    }
  });

  it('is proofs of consistency that lead from the older root to both', async () => {
    const archive = await bundled({}, ledger.notes[0]);
    const [older, newer] = await Promise.all(['checkpoint.previous', 'checkpoint'].map(async (name) => readCheckpoint(Buffer.from(await archive.read(name, 1e6)).toString(), [vkey])));
    const proof = hashesOf(Buffer.from(await archive.read('consistency.proof', 1e6)).toString());
    expect([older!.size, newer!.size]).toEqual([300, 640]);
    expect(rootsByProof(300, 640, older!.root, proof)).toEqual([older!.root, newer!.root]);
  });

  it('leaves nothing of this program in the reader', () => {
    const file = join(__dirname, 'testing/independent-reader.ts');
    expect(existsSync(file) && readFileSync(file, 'utf8').match(/from '[^']+'/g)).toEqual([`from 'node:crypto'`]);
  });
});
