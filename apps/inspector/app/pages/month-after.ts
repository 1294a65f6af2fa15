/** The month after one, `2024-12` → `2025-01`. */
export function monthAfter(of: string): string {
  const [year, month] = of.split('-').map(Number) as [number, number];
  return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
}
