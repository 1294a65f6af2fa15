import type { NodeStatus } from '@ledger/platform/event-node';
import type { StoreState } from '@ledger/platform/event-store';
import type { ProjectionStatus } from '@ledger/platform/read-store';
import type { SealerState, SealerStatus } from '@ledger/platform/sealer';
import { headOrError } from '../health/store-part';
import type { NodeBeside } from '../operations/operations-parts';
import type { Shell } from '../shell';
import { counter, counterOfEach, gauge, gaugeOfEach, stateGauge, type Metric } from './metric';

const STORE_STATES: readonly StoreState[] = ['connecting', 'catching-up', 'live', 'retrying', 'stopped'];
const SEALER_STATES: readonly SealerState[] = ['starting', 'held', 'sealing', 'failing', 'refused', 'closed'];

/**
 * How the ledger goes now. Labels hold names that are written in the program (projections, processes, codes, states), never
 * those of streams, consumers or persons. What cannot be asked now is left out, and `…_up` says so.
 */
export async function ledgerMetrics(shell: Shell, beside: NodeBeside | undefined): Promise<readonly Metric[]> {
  const [head, projections, node] = await Promise.all([
    headOrError(shell.store),
    shell.reads.status().catch(() => undefined),
    beside?.state === 'running' ? beside.control.status().catch(() => undefined) : undefined,
  ]);
  return [
    ...ofCommands(shell),
    ...ofStore(shell, head),
    ...ofProjections(shell, projections, head),
    ...ofProcesses(shell),
    ...ofSealer(shell.readiness.sealing?.().status),
    gauge('ledger_sse_clients', 'Browsers and programs that listen for changes (GET /api/live).', shell.live.size),
    ...ofNode(beside, node),
  ];
}

function ofCommands({ commandCounts: { accepted, repeated, previewed, refusals, milliseconds } }: Shell): Metric[] {
  return [
    counterOfEach('ledger_commands_total', 'Commands by what became of them; repeated: answered with the receipt of the first time; previewed: only tried.', 'result', [['accepted', accepted], ['repeated', repeated], ['previewed', previewed]]),
    counterOfEach('ledger_commands_refused_total', 'Commands refused, by code.', 'code', refusals),
    counter('ledger_command_seconds_total', 'Time that all commands together spent in the engine, from the order to the receipt or the refusal.', milliseconds / 1_000),
  ];
}

function ofStore({ store }: Shell, head: bigint | Error): Metric[] {
  const status = store.status?.();
  const up = !(head instanceof Error);
  const following = (state: StoreState): number | undefined => status?.subscriptions.filter((each) => each.state === state).length;
  return [
    gaugeOfEach('ledger_event_store_adapter', 'Which event store the ledger works with.', 'adapter', [['embedded', status === undefined], ['esdb', status !== undefined]]),
    stateGauge('ledger_event_store_state', 'State of the event store: 1 for the one it is in.', STORE_STATES, status?.state ?? (up ? 'live' : 'stopped')),
    gauge('ledger_event_store_up', 'Whether the event store has told its head.', up),
    gauge('ledger_event_store_head_position', 'Position of the last event of the ledger.', up ? head : undefined),
    gaugeOfEach('ledger_event_store_subscriptions', 'Subscriptions to a server’s store, by state.', 'state', STORE_STATES.map((state) => [state, following(state)])),
    counter('ledger_event_store_appends_total', 'Appends that a server has acknowledged.', status?.appends),
    counter('ledger_event_store_appends_repeated_total', 'Appends sent again after a lost connection.', status?.appendsRepeated),
    counter('ledger_event_store_connections_lost_total', 'Connections to a server lost.', status?.connectionsLost),
  ];
}

function ofProjections(shell: Shell, found: readonly ProjectionStatus[] | undefined, head: bigint | Error): Metric[] {
  const each = (valueOf: (status: ProjectionStatus) => bigint | boolean | undefined) => (found ?? []).map((status) => [status.name, valueOf(status)] as const);
  const rebuilds = shell.projections.rebuilds();
  const isRebuilding = ({ name, building }: ProjectionStatus): boolean => building !== undefined || rebuilds.get(name)?.done === false;
  const lag = ({ position }: ProjectionStatus): bigint | undefined => (head instanceof Error ? undefined : position < head ? head - position : 0n);
  return [
    gauge('ledger_read_store_up', 'Whether the read store has told how its projections are.', found !== undefined),
    gaugeOfEach('ledger_projection_position', 'Every event up to here is in the projection’s tables.', 'projection', each(({ position }) => position)),
    gaugeOfEach('ledger_projection_lag_positions', 'How far the projection is behind the head: events on the embedded store, positions of the log on a server.', 'projection', each(lag)),
    gaugeOfEach('ledger_projection_parked', 'Whether the projection stands still at an event it could not take in.', 'projection', each(({ state }) => state === 'parked')),
    gaugeOfEach('ledger_projection_rebuilding', 'Whether the projection’s tables are being filled anew.', 'projection', each(isRebuilding)),
  ];
}

function ofProcesses({ processes }: Shell): Metric[] {
  const all = processes.status();
  return [
    gaugeOfEach('ledger_process_position', 'The process has dealt with every event up to here.', 'process', all.map(({ name, position }) => [name, position])),
    gaugeOfEach('ledger_process_parked', 'Whether the process waits for a person.', 'process', all.map(({ name, state }) => [name, state === 'parked'])),
    gaugeOfEach('ledger_process_retrying', 'Whether the process waits for something that is away.', 'process', all.map(({ name, state }) => [name, state === 'retrying'])),
  ];
}

/** Nothing where nothing seals. */
function ofSealer(status: SealerStatus | undefined): Metric[] {
  if (!status) return [];
  const { state, size, sealedAt, published, witnesses } = status;
  return [
    stateGauge('ledger_sealer_state', 'State of the sealer: 1 for the one it is in.', SEALER_STATES, state),
    gauge('ledger_sealed_events', 'Events under the last checkpoint.', size),
    gauge('ledger_seconds_since_checkpoint', 'Since this process last made a checkpoint; absent until it has made one.', sealedAt === undefined ? undefined : (Date.now() - sealedAt) / 1_000),
    gauge('ledger_checkpoint_cosigned', 'Whether the published checkpoint has the cosignatures that the policy asks for; absent without a policy.', witnesses && (published?.quorumMet ?? false)),
  ];
}

/** Nothing where no node serves the events to others. */
function ofNode(beside: NodeBeside | undefined, status: NodeStatus | undefined): Metric[] {
  if (beside === undefined || beside.state === 'off') return [];
  const sum = (valueOf: (group: NodeStatus['groups'][number]) => number): number | undefined => status?.groups.reduce((total, group) => total + valueOf(group), 0);
  return [
    gauge('ledger_event_node_up', 'Whether the event node answers.', status !== undefined),
    gauge('ledger_event_node_streams', 'Answers of the event node under way: catch-up subscriptions, reads and consumers.', status?.streams),
    gauge('ledger_event_node_groups', 'Persistent subscriptions.', status?.groups.length),
    gauge('ledger_event_node_consumers', 'Consumers of all persistent subscriptions.', sum(({ consumers }) => consumers.length)),
    gauge('ledger_event_node_parked_messages', 'Messages that consumers could not take, of all persistent subscriptions.', sum(({ parkedCount }) => Number(parkedCount))),
  ];
}
