import fc from 'fast-check';
import { RecordedCommands, type RecordedCommand } from './recorded-commands';

const recorded = fc.record({ hash: fc.string(), types: fc.array(fc.string()), revision: fc.bigInt(), position: fc.bigInt() });

describe('the commands of a stream', () => {
  it('are what a map of them would be', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), recorded), { maxLength: 12 }), (all) => {
        const commands = new RecordedCommands();
        const model = new Map<string, RecordedCommand>();
        for (const [id, command] of all) {
          commands.set(id, command);
          model.set(id, command);
          expect(commands.size).toBe(model.size);
          for (const each of ['a', 'b', 'c']) expect(commands.get(each)).toBe(model.get(each));
        }
      }),
    );
  });
});
