/** Tells when the page is laid out for paper, and when for the screen again. What it gives back ends that. */
export function onPaper(tell: (isPaper: boolean) => void): () => void {
  const paper = window.matchMedia('print');
  // Browsers tell of a print in one way, in the other, or in both.
  const changed = (): void => tell(paper.matches);
  const begins = (): void => tell(true);
  const ends = (): void => tell(false);
  paper.addEventListener('change', changed);
  window.addEventListener('beforeprint', begins);
  window.addEventListener('afterprint', ends);
  return () => {
    paper.removeEventListener('change', changed);
    window.removeEventListener('beforeprint', begins);
    window.removeEventListener('afterprint', ends);
  };
}
