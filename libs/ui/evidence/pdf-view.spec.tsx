/** @jest-environment jsdom */
import { screen } from '@testing-library/react';
import { show } from '../testing/shown';
import { PdfView } from './pdf-view';

const paper = new Blob(['%PDF-1.7'], { type: 'application/pdf' });
const made: Blob[] = [];
const revoked: string[] = [];

function browser({ viewer, wide }: { readonly viewer: boolean; readonly wide: boolean }): void {
  Object.defineProperty(navigator, 'pdfViewerEnabled', { value: viewer, configurable: true });
  window.matchMedia = ((media: string) => ({ matches: wide, media, addEventListener: () => undefined, removeEventListener: () => undefined })) as never;
}

describe('a PDF of evidence', () => {
  beforeAll(() => {
    URL.createObjectURL = (blob) => `blob:paper-${made.push(blob as Blob)}`;
    URL.revokeObjectURL = (address) => void revoked.push(address);
  });

  it('is shown in its place from the bytes that were hashed, which are let go with it', () => {
    browser({ viewer: true, wide: true });
    const shown = show(<PdfView content={paper} name="abc" />);
    const frame = screen.getByTitle('Bằng chứng abc (PDF)');
    expect([frame.tagName, frame.getAttribute('src')]).toEqual(['IFRAME', 'blob:paper-1']);
    expect(made).toEqual([paper]);
    shown.unmount();
    expect(revoked).toEqual(['blob:paper-1']);
  });

  it.each([[{ viewer: false, wide: true }], [{ viewer: true, wide: false }]])('says to download it where there is no viewer, or no room for one: %j', (there) => {
    browser(there);
    show(<PdfView content={paper} name="abc" />);
    expect(screen.getByText(/hãy tải tệp để xem/)).toBeTruthy();
    expect(document.querySelector('iframe')).toBeNull();
  });
});
