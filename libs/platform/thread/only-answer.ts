import type { Worker } from 'node:worker_threads';

/** The one message of a thread, which is ended then. Rejects with the thread's error, and when it ends without a message; `task` says what it does. */
export async function onlyAnswerOf<Answer>(thread: Worker, task: string): Promise<Answer> {
  try {
    return await new Promise<Answer>((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', reject);
      thread.once('exit', (code) => reject(new Error(`the thread that ${task} ended with ${code}`)));
    });
  } finally {
    await thread.terminate();
  }
}
