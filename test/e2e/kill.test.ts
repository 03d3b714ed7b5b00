import { expect, test } from 'vitest'
import { tellKillStory } from '../support/process/kill-story.ts'

const seed = Number(process.env.KILL_SEED ?? Math.floor(Math.random() * 1_000_000))

test(`given a program that is killed again and again under clicks (KILL_SEED=${seed}), then what was acknowledged is in the ledger once and every card is right`, {
  timeout: 300_000,
}, async () => {
  const { faults, endings, kills, clicks, cards } = await tellKillStory({ seed, kills: 8 })
  expect(faults).toEqual([])
  expect(endings.filter(({ code }) => code !== 0)).toEqual([])
  // A story in which nothing happens would prove nothing.
  expect(kills.filter(({ leased }) => leased > 0)).not.toEqual([])
  expect(clicks.acknowledged).toBeGreaterThan(10)
  expect(clicks.repeated).toBeGreaterThan(5)
  expect(cards).toBeGreaterThan(20)
})
