/** The environment with `--data` in place of `LEDGER_DATA`, so that one reader of settings serves both. */
export const within = (environment: NodeJS.ProcessEnv, data: string | undefined): NodeJS.ProcessEnv => (data ? { ...environment, LEDGER_DATA: data } : environment);
