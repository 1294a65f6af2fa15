import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { NotExportable } from './bundle-export';
import type { BundleThreadSettings, FromBundleThread } from './bundle-thread';

const EXTENSION = __filename.endsWith('.ts') ? '.ts' : '.js';
const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 };

/** Writes a bundle of an embedded store into a file, in a thread of its own. Throws `NotExportable`. */
export async function bundleInThread(settings: BundleThreadSettings): Promise<void> {
  const worker = new Worker(join(__dirname, `bundle-thread${EXTENSION}`), { workerData: settings, execArgv: EXTENSION === '.ts' ? ['-r', '@swc-node/register'] : [], resourceLimits: LIMITS });
  try {
    const answer = await new Promise<FromBundleThread>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the thread that writes a bundle ended with ${code}`)));
    });
    if ('refused' in answer) throw new NotExportable(answer.refused);
    if ('failed' in answer) throw new Error(answer.failed);
  } finally {
    await worker.terminate();
  }
}
