import { describe, expect, test } from 'vitest'
import { ada, startWire } from '../../support/teams/wire.ts'

describe('given that Teams wants to be left alone, when somebody writes to the bot', () => {
  test('then nothing is sent before the time that Teams named is over', async () => {
    const { microsoft } = await startWire()
    const { tenant, troubles, acts } = microsoft
    const direct = tenant.openDirect(ada.id)
    let calls = 0
    troubles.watch(() => {
      calls += 1
    })
    troubles.make({ status: 429, retryAfter: 60, of: /activities/ })
    await acts.says(ada.id, direct.id, 'help')
    await acts.says(ada.id, direct.id, 'mine')
    expect(calls).toBe(1)
  })

  test('then the answer comes as soon as it may', async () => {
    const { microsoft, log } = await startWire()
    const { tenant, troubles, acts } = microsoft
    const direct = tenant.openDirect(ada.id)
    troubles.make({ status: 429, retryAfter: 0, of: /activities/, times: 2 })
    const arrived = new Promise<void>((resolve) => {
      tenant.onChange(() => {
        if (direct.messages.some(({ from }) => from === null)) resolve()
      })
    })
    await acts.says(ada.id, direct.id, 'help')
    await arrived
    expect(direct.messages.filter(({ from }) => from === null)).toHaveLength(1)
    expect(log.faults()).toEqual([])
  })
})
