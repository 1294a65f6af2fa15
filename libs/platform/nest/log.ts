/** The operational log: for operators, never part of the ledger. pino fits it. */
export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}
