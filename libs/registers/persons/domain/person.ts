import { defineDecider, must } from '@ledger/kit';
import { unitInForce, type Unit } from '@ledger/registers/territory/domain';
import { DeclineForgetting, ForgetPerson, RequestForgetting } from './commands';
import { personsEvents } from './events';

interface PersonState {
  /** A request that nobody has decided. */
  readonly request?: { readonly unit: string; readonly by: string };
  readonly forgottenOn?: string;
}

interface Facts {
  /** Where the person appears; no row: nothing is known of such a person. */
  readonly appearances: readonly object[];
  readonly units: readonly Unit[];
}

const id = ({ person }: { readonly person: string }) => person;
/** Whoever decides must be in charge of where the request was received. */
const scope = (_: unknown, { request }: PersonState) => (request ? { unit: request.unit } : {});

function mustNotBeForgotten({ forgottenOn }: PersonState, person: string): void {
  must(forgottenOn === undefined, 'persons.forgotten-already', { field: 'person', person, on: forgottenOn });
}

function mustBeKnown({ appearances }: Facts, person: string): void {
  must(appearances.length > 0, 'persons.unknown-person', { field: 'person', person });
}

function mustBeRequested({ request }: PersonState, person: string): NonNullable<PersonState['request']> {
  must(request, 'persons.not-requested', { field: 'person', person });
  return request;
}

/** What is decided about the personal data of one person, `persons.person-<id>`; the data themselves stand in other registers' events, sealed. */
export const person = defineDecider<PersonState, Facts>()({
  kind: 'person',
  events: personsEvents,
  initial: {},
  evolve: {
    ForgettingRequested: (state, { unit }, { actor }) => ({ ...state, request: { unit, by: actor.user } }),
    ForgettingDeclined: ({ request: _, ...state }) => state,
    PersonForgotten: (_, __, { effectiveOn }) => ({ forgottenOn: effectiveOn }),
  },
  rules: (on) => [
    on(RequestForgetting, {
      roles: ['officer', 'program'],
      id,
      scope: ({ unit }) => ({ unit }),
      needs: ['appearances', 'units'],
      decide: (command, state, { facts }) => {
        mustNotBeForgotten(state, command.person);
        mustBeKnown(facts, command.person);
        must(unitInForce(facts.units, command.unit), 'persons.unknown-unit', { field: 'unit', unit: command.unit });
        must(!state.request, 'persons.requested-already', { field: 'person', by: state.request?.by });
        return [personsEvents.ForgettingRequested(command)];
      },
    }),
    on(DeclineForgetting, {
      roles: ['approver', 'operator'],
      id,
      scope,
      requires: ['legalBasis', 'reason'],
      decide: (command, state, { act }) => {
        mustNotBeForgotten(state, command.person);
        const { by } = mustBeRequested(state, command.person);
        must(by !== act.actor.user, 'persons.maker-is-checker', { user: by });
        return [personsEvents.ForgettingDeclined(command)];
      },
    }),
    on(ForgetPerson, {
      roles: ['operator', 'approver'],
      id,
      scope,
      needs: ['appearances'],
      requires: ['legalBasis'],
      decide: (command, state, { act, facts }) => {
        mustNotBeForgotten(state, command.person);
        mustBeKnown(facts, command.person);
        // The operator carries out a decision taken on paper; everybody else decides on a request that somebody else received.
        if (act.actor.role !== 'operator') mustBeRequested(state, command.person);
        must(state.request?.by !== act.actor.user, 'persons.maker-is-checker', { user: state.request?.by });
        return [personsEvents.PersonForgotten(command)];
      },
    }),
  ],
});
