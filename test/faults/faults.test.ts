import { expect, test } from 'vitest'
import { killing } from './kills.ts'
import { play } from './play.ts'
import { prepare } from './scene.ts'

const seed = Number(process.env.FAULTS_SEED ?? Math.floor(Math.random() * 1_000_000))

test(`given two replicas on PostgreSQL that are killed again and again under clicks in both chats (FAULTS_SEED=${seed}), then nothing is lost or doubled and every card is right`, {
  timeout: 300_000,
}, async () => {
  const { program, server, clear } = await prepare()
  try {
    const row = await play(
      'kill -9',
      { seed, program, server, rightWithin: Infinity },
      killing({ kills: 8, warmUp: 2, patience: 2_500 }),
    )
    expect(row.faults).toEqual([])
    expect(row.acknowledged).toBeGreaterThan(10)
  } finally {
    await clear()
  }
})
