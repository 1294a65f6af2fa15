import type { BuiltServer } from '../../api/testing/built-server';

/** Opens the account of an operator of the whole province. */
export async function openOperator(server: BuiltServer): Promise<void> {
  await server.done('OpenAccount', { username: 'operator', displayName: 'Quản trị' });
  await server.done('GrantRole', { username: 'operator', role: 'operator', unit: '10', from: '2020-01-01' });
}
