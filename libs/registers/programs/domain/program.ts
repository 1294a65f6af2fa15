import { defineDecider, must } from '@ledger/kit';
import { AddComponent, CloseProgram, OpenProgram } from './commands';
import { programsEvents } from './events';
import { parentComponentOf, programOf } from './program-words';

interface Program {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly opensOn: string;
  readonly closesOn: string;
}

interface ProgramState {
  readonly program?: Program;
  readonly components: ReadonlySet<string>;
  readonly closed: boolean;
}

const roles = ['operator', 'finance'];

function mustBeOpen({ program, closed }: ProgramState, field = 'code'): Program {
  must(program, 'programs.unknown-program', { field });
  must(!closed, 'programs.closed', { field, closesOn: program.closesOn });
  return program;
}

/** One national target program with its components, `programs.program-<code>`. */
export const program = defineDecider<ProgramState>()({
  kind: 'program',
  events: programsEvents,
  initial: { components: new Set(), closed: false },
  evolve: {
    ProgramOpened: (state, program) => ({ ...state, program }),
    ComponentAdded: (state, { code }) => ({ ...state, components: new Set([...state.components, code]) }),
    ProgramClosed: (state, program) => ({ ...state, program, closed: true }),
  },
  rules: (on) => [
    on(OpenProgram, {
      roles,
      id: ({ code }) => code,
      scope: ({ code }) => ({ program: code }),
      requires: ['legalBasis'],
      decide: (command, { program }) => {
        must(!program, 'programs.already-open', { field: 'code', code: command.code });
        must(command.opensOn <= command.closesOn, 'programs.closes-before-it-opens', { field: 'closesOn' });
        return [programsEvents.ProgramOpened(command)];
      },
    }),
    on(AddComponent, {
      roles,
      id: ({ code }) => programOf(code),
      scope: ({ code }) => ({ program: programOf(code) }),
      requires: ['legalBasis'],
      decide: (command, state) => {
        const { code } = command;
        const parent = parentComponentOf(code);
        mustBeOpen(state);
        must(!state.components.has(code), 'programs.component-exists', { field: 'code', code });
        must(parent === undefined || state.components.has(parent), 'programs.unknown-parent', { field: 'code', parent });
        return [programsEvents.ComponentAdded({ ...command, program: programOf(code), parent })];
      },
    }),
    on(CloseProgram, {
      roles,
      id: ({ code }) => code,
      scope: ({ code }) => ({ program: code }),
      requires: ['legalBasis'],
      decide: (_, state, { act }) => {
        const current = mustBeOpen(state);
        must(act.effectiveOn >= current.opensOn, 'programs.closes-before-it-opens', { field: 'effectiveOn' });
        return [programsEvents.ProgramClosed({ ...current, closesOn: act.effectiveOn })];
      },
    }),
  ],
});
