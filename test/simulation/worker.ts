/** A thread that plays seeds: everything that a run guards against is guarded in each thread by itself. */
import { parentPort } from 'node:worker_threads'
import { carryOut, type Task } from './task.ts'

parentPort?.on('message', (task: Task) => {
  void carryOut(task).then((done) => parentPort?.postMessage(done))
})
