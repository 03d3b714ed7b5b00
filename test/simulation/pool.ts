import { Worker } from 'node:worker_threads'
import type { Done, Task } from './task.ts'

/** Has the tasks done by so many threads, each the next one when it is ready. `told` hears of each in the order of its end. */
export async function inParallel(
  tasks: readonly Task[],
  workers: number,
  told: (done: Done) => void,
): Promise<void> {
  const waiting = [...tasks]
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(new URL('./worker.ts', import.meta.url))
      const next = () => {
        const task = waiting.shift()
        if (task === undefined) void worker.terminate().then(() => resolve())
        else worker.postMessage(task)
      }
      worker.on('error', reject)
      worker.on('message', (done: Done) => {
        told(done)
        next()
      })
      next()
    })
  await Promise.all(Array.from({ length: Math.min(workers, tasks.length) }, one))
}
