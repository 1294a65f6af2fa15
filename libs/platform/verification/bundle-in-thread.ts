import { join } from 'node:path';
import { onlyAnswerOf, startThread } from '@ledger/platform/thread';
import { NotExportable } from './bundle-export';
import type { BundleThreadSettings, FromBundleThread } from './bundle-thread';

const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 };

/** Writes a bundle of an embedded store into a file, in a thread of its own. Throws `NotExportable`. */
export async function bundleInThread(settings: BundleThreadSettings): Promise<void> {
  const worker = startThread(join(__dirname, 'bundle-thread'), { workerData: settings, resourceLimits: LIMITS });
  const answer = await onlyAnswerOf<FromBundleThread>(worker, 'writes a bundle');
  if ('refused' in answer) throw new NotExportable(answer.refused);
  if ('failed' in answer) throw new Error(answer.failed);
}
