/** What a shell says of a program that SIGPIPE ended: 128 + 13. Not 0: whoever asks for a verdict has not heard it to its end. */
export const READER_GONE = 141;

/** Ends the program without a word once nobody reads what it prints, as in `ledger signals | head`. Other errors of writing are thrown. */
export function endWithReader(output: NodeJS.WriteStream): void {
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(READER_GONE);
  });
}
