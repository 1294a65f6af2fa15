import { text, username } from '@ledger/fields';
import { defineSignal, type Actor, type Citation, type EventMeta, type Handlers, type RiskSignal, type Words } from '@ledger/kit';
import { shownBy } from './shown-by';

/** What is asked for and decided: `id` is told, `part` keeps several of them apart that have one id. */
export interface Matter {
  readonly id: string;
  readonly part?: string;
}

interface Steps {
  readonly name: string;
  readonly title: Words;
  readonly asks: Words;
  readonly law?: Citation;
  /** The events that ask for something, each giving its matter. */
  readonly asked: Handlers<Matter>;
  /** The events that decide it. */
  readonly decided: Handlers<Matter>;
}

const values = {
  user: username(),
  matter: text({ label: { vi: 'Việc', en: 'Matter' }, max: 400 }),
};

const keyOf = ({ id, part = '' }: Matter): string => `${part} ${id}`;

/** Who stands behind an act: whoever issued it, and whose role it was when it was lent. */
const behind = ({ user, lentBy }: Actor): readonly string[] => (lentBy === undefined ? [user] : [user, lentBy]);
const sharedBy = (one: Actor, other: Actor): string | undefined => behind(other).find((user) => behind(one).includes(user));

/** Whoever asked for something also decided it, under whichever role, lent ones included. Several may have asked for one matter. */
export const samePerson = ({ name, title, asks, law, asked, decided }: Steps): RiskSignal<Record<string, never>, typeof values> =>
  defineSignal({
    name, title, asks, law, values,
    parameters: {},
    standard: {},
    seen: {
      vi: '{user} vừa đề nghị vừa quyết định, tự mình hoặc qua người được ủy quyền: {matter}',
      en: '{user} both asked for and decided, in person or through a delegate: {matter}',
    },
    watch: () => {
      const askers = new Map<string, EventMeta[]>();
      const found: { key: string; events: EventMeta[]; values: { user: string; matter: string } }[] = [];
      return {
        on: {
          ...shownBy(asked, (matter, meta) => void askers.set(keyOf(matter), [...(askers.get(keyOf(matter)) ?? []), meta])),
          ...shownBy(decided, (matter, meta) => {
            const own = (askers.get(keyOf(matter)) ?? []).filter(({ actor }) => actor.role !== 'process' && sharedBy(actor, meta.actor) !== undefined);
            const [first] = own;
            if (first) found.push({ key: meta.eventId, events: [...own, meta], values: { user: sharedBy(first.actor, meta.actor)!, matter: matter.id } });
          }),
        },
        sightings: () => found,
      };
    },
  });
