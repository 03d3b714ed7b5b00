import { expect, test } from 'vitest'
import { secondSkewed } from './faults.ts'
import { killing } from './kills.ts'
import { play } from './play.ts'
import { prepare } from './scene.ts'

const seed = Number(process.env.FAULTS_SEED ?? Math.floor(Math.random() * 1_000_000))

test(`given two replicas on PostgreSQL that are killed again and again under clicks in both chats, the clock of one 45 s ahead (FAULTS_SEED=${seed}), then nothing is lost, doubled or early and every card is right`, {
  timeout: 300_000,
}, async () => {
  const { program, server, clear } = await prepare()
  try {
    const row = await play(
      'kill -9',
      {
        seed,
        program,
        server,
        rightWithin: Infinity,
        environment: secondSkewed(45_000),
      },
      killing({ kills: 8, warmUp: 2, patience: 2_500 }),
    )
    expect(row.faults).toEqual([])
    expect(row.acknowledged).toBeGreaterThan(10)
  } finally {
    await clear()
  }
})
