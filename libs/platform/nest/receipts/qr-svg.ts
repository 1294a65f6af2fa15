import { create } from 'qrcode';

/** Light modules around the code that readers need (ISO/IEC 18004). */
const QUIET = 4;

/** A text as a QR code in SVG, one unit a module, in bytes and with the least error correction: a proof has its own checks. */
export function qrSvg(text: string, label: string): string {
  const { size, data } = create([{ data: Buffer.from(text), mode: 'byte' }], { errorCorrectionLevel: 'L' }).modules;
  const side = size + 2 * QUIET;
  let path = '';
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; ) {
      let run = 0;
      while (column + run < size && data[row * size + column + run]) run += 1;
      if (run > 0) path += `M${column + QUIET} ${row + QUIET}h${run}v1h-${run}z`;
      column += run + 1;
    }
  }
  return `<svg class="qr" role="img" aria-label="${label}" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${path}"/></svg>`;
}
