/** Runs tasks of the same key one after the other, and tasks of different keys side by side. */
export interface Lanes {
  run<Result>(key: string, task: () => Promise<Result>): Promise<Result>
}

/**
 * Commands on one request queue in their process, so that a crowd of clicks costs one commit each instead of a storm of
 * conflicts. It is no lock: the expected version of the commit decides between processes.
 */
export function createLanes(): Lanes {
  const tails = new Map<string, Promise<unknown>>()
  return {
    async run(key, task) {
      const before = tails.get(key) ?? Promise.resolve()
      const mine = before.then(task, task)
      tails.set(key, mine)
      try {
        return await mine
      } finally {
        if (tails.get(key) === mine) tails.delete(key)
      }
    },
  }
}

/** Works through the items, `width` at a time. All are finished when it resolves; then throws the first fault. */
export async function inParallel<Item>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = [...items]
  const faults: unknown[] = []
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift())
      await work(item).catch((fault: unknown) => faults.push(fault))
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker))
  if (faults.length > 0) throw faults[0]
}
