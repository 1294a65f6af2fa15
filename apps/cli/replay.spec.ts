import { traceLine } from './replay';

const event = (actor: { user: string; role: string; unit: string; lentBy?: string }) => ({
  position: '7', stream: 'housing.norm-lent', revision: '0', type: 'HousingNormSet', data: { amount: '60000000' },
  metadata: { actor, recordedAt: '2024-05-02T02:30:00.000Z', effectiveOn: '2024-05-02', reason: 'Nâng mức' },
});

describe('a line of the replay', () => {
  it('says who acted, and whose role it was when it was lent', () => {
    const lent = event({ user: 'deputy', role: 'finance', unit: '10', lentBy: 'holder' });
    expect(traceLine(lent, 'vi')).toContain('deputy (finance, 10, theo ủy quyền của holder)');
    expect(traceLine(lent, 'en')).toBe('7  2024-05-02T09:30:00+07:00  [2024-05-02]  deputy (finance, 10, lent by holder)  housing.norm-lent@0  HousingNormSet  {"amount":"60000000"}  “Nâng mức”');
    expect(traceLine(event({ user: 'holder', role: 'finance', unit: '10' }), 'vi')).toContain('holder (finance, 10)  housing');
  });

  it('tells the time of the province, which may be the day after that of UTC', () => {
    const late = event({ user: 'holder', role: 'finance', unit: '10' });
    expect(traceLine({ ...late, metadata: { ...late.metadata, recordedAt: '2024-12-31T18:00:00.000Z' } }, 'vi')).toContain('7  2025-01-01T01:00:00+07:00  [2024-05-02]');
  });
});
