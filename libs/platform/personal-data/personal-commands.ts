import { InvalidFields, Personal, Refusal, replacePersonal, type PersonalPlace, type Shape } from '@ledger/kit';
import type { Persons } from '@ledger/platform/office-store';
import type { ForgettingGate } from './forgetting-gate';
import { comparable, newPersonKey, seal } from './sealing';

/** The event that a value is sealed into. */
export interface SealedEvent {
  readonly stream: string;
  readonly type: string;
  readonly id: string;
}

/** How many new persons' keys wait for their first event; commands under way are far fewer. */
const NEW_KEYS_MAX = 20_000;

/**
 * What becomes of personal data between a body and its event. A person's key is made with the first command about the person,
 * and kept once an event is sealed with it: what is refused or only tried leaves nothing behind.
 */
export class PersonalCommands {
  private readonly newKeys = new Map<string, Uint8Array>();

  constructor(
    private readonly persons: Persons,
    private readonly now: () => number,
    private readonly gate: Pick<ForgettingGate, 'isForgotten'>,
  ) {}

  /**
   * The command with every personal value replaced by what it is compared by: for the hash that is recorded.
   * Throws `Refusal` (`personal.forgotten`) for a person who was forgotten, `InvalidFields` for values sealed elsewhere.
   */
  comparable(shape: Shape, command: object): object {
    return replacePersonal(shape, command, (place) => Personal.sealed(comparable(this.keyOf(place), place.path, sentPlain(place))));
  }

  /** The command with every personal value blanked: which of them are there, and nothing of what they are. */
  openPart(shape: Shape, command: object): object {
    return replacePersonal(shape, command, () => Personal.sealed(''));
  }

  /**
   * The data of one event, sealed for it. `keep`: the event is about to be recorded, so the key must outlive this process.
   * The persons whose values they are come into `about`.
   */
  seal(shape: Shape, data: object, { stream, type, id }: SealedEvent, keep: boolean, about: Set<string>): object {
    return replacePersonal(shape, data, (place) => {
      const { path, person, value } = place;
      about.add(person);
      const plain = Personal.plainOf(value);
      if (plain === undefined) throw new Error(`${type} takes ${path} from another event: what is sealed for one event opens in no other`);
      return Personal.sealed(seal(keep ? this.keep(place) : this.keyOf(place), { stream, type, event: id, path, person }, plain));
    });
  }

  private keyOf({ person, path }: PersonalPlace): Uint8Array {
    const known = this.persons.find(person);
    if (this.gate.isForgotten(person) || (known && !known.key)) throw new Refusal('personal.forgotten', { person }, path);
    if (known?.key) return known.key;
    let key = this.newKeys.get(person);
    if (key === undefined) {
      key = newPersonKey();
      if (this.newKeys.size >= NEW_KEYS_MAX) this.newKeys.delete(this.newKeys.keys().next().value!);
      this.newKeys.set(person, key);
    }
    return key;
  }

  private keep(place: PersonalPlace): Uint8Array {
    const key = this.keyOf(place);
    if (this.newKeys.delete(place.person)) this.persons.keep(place.person, key, this.now());
    return key;
  }
}

/** Throws `InvalidFields` for what a caller sent as if it had been sealed already. */
function sentPlain({ path, value }: PersonalPlace) {
  const plain = Personal.plainOf(value);
  if (plain !== undefined) return plain;
  throw new InvalidFields([{ path, code: 'field.sealed', text: { vi: 'Phải là giá trị đọc được, không phải giá trị đã mã hóa.', en: 'Must be the value itself, not a sealed one.' } }]);
}
