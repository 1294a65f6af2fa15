import { commandClasses } from './import';
import { RowReader, type PreparedRow } from './import-rows';

const keyOf = (cells: Readonly<Record<string, string>>): string => (new RowReader(commandClasses(), 'NameContactPerson').prepare({ line: 2, cells }) as PreparedRow).key;
const row = { household: 'H0286900017', person: 'P4tq9m2kx7', name: 'Sùng Thị Dơ', phone: '0976 543 210' };

describe('the key of an imported row', () => {
  it('is the same for the same row, and another for another house or person', () => {
    expect(keyOf(row)).toBe(keyOf({ ...row }));
    expect(keyOf({ ...row, household: 'H0286900018' })).not.toBe(keyOf(row));
    expect(keyOf({ ...row, person: 'P8vz3c6hn1' })).not.toBe(keyOf(row));
  });

  it('says nothing about personal data: nobody can try out names by it', () => {
    expect(keyOf({ ...row, name: 'Giàng A Tủa', phone: '0911111111' })).toBe(keyOf(row));
  });
});
