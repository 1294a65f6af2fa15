import 'reflect-metadata';
import { openTestLedger } from './test-ledger';

/** A ledger in a process of its own, to be killed: prints its address once it listens. */
openTestLedger({ folder: process.argv[2] }).then(
  ({ address }) => process.stdout.write(`${address}\n`),
  (error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
