import { expect, test } from 'vitest'
import { organisationYaml } from '../../../adapters/sandbox/organisation.ts'
import { offersUndo, saying, startStack, verbs } from '../../support/stack/everywhere.ts'

test('given the last group approved by mistake, when the reviewer presses Undo, then it is as before, and the requester is told', async () => {
  const { mara, sam, lena, database } = await startStack()
  const post = await mara.asksForPost()
  await sam.approves(post)
  await lena.approves(post)
  expect(mara.sees(post).headline).toContain('is approved')
  expect(offersUndo(mara.sees(post))).toBe(false)
  expect(offersUndo(lena.sees(post))).toBe(true)
  mara.news()

  await lena.presses(post, 'undo')
  expect(mara.sees(post).headline).toContain('is waiting for Legal')
  expect(mara.news()).toEqual([expect.stringContaining('something was taken back')])
  expect(mara.isTold(post, /Lena Brandt took back a decision just made/).text).toContain(
    'please do not publish anything',
  )
  expect(mara.sees(post).text).toContain('Taken back')
  expect(verbs(lena.sees(post))).toEqual(expect.arrayContaining(['approve', 'reject']))
  expect(offersUndo(lena.sees(post))).toBe(false)

  await lena.rejects(post, { reason: 'Zu früh.', wouldAccept: 'Nächste Woche.' })
  const request = await database.store.requestByNumber(post)
  const types = (await database.store.read(request ?? '')).map(({ event }) => event.type)
  expect(types).toEqual([
    'submitted',
    'decided',
    'decided',
    'approved',
    'decision_undone',
    'decided',
    'deadlocked',
  ])
})

test('given a decision, when a minute has passed, then the button goes by itself, and an old one says why', async () => {
  const { mara, sam, clock } = await startStack()
  const post = await mara.asksForPost()
  await sam.approves(post)
  const before = sam.sees(post)
  expect(before.text).toContain('A mis-click?')
  await clock.passes('59s')
  expect(offersUndo(sam.sees(post))).toBe(true)
  await clock.passes('1s')
  expect(offersUndo(sam.sees(post))).toBe(false)
  expect(sam.sees(post).text).not.toContain('A mis-click?')
  expect(await sam.presses(post, 'undo', { on: before })).toMatchObject(saying('The time to undo is over'))
})

test('given a colleague has acted since, when Undo is pressed, then it is refused with what to do instead', async () => {
  const { mara, sam, lena } = await startStack()
  const post = await mara.asksForPost()
  await sam.approves(post)
  const before = sam.sees(post)
  await lena.approves(post)
  expect(await sam.presses(post, 'undo', { on: before })).toMatchObject(
    saying('This can no longer be undone'),
  )
  expect(mara.sees(post).headline).toContain('is approved')
})

test('given whoever was asked approved and went away, when they take it back, then another is asked at once', async () => {
  const { mara, sam, noor } = await startStack({
    organisationYaml: organisationYaml.replace('name: Security\n', 'name: Security\n    assign: rotation\n'),
  })
  const post = await mara.asksForPost()
  await sam.approves(post)
  await sam.commands('away until Friday')
  await sam.closes()
  expect(noor.news()).toEqual([])
  await sam.presses(post, 'undo')
  expect(mara.sees(post).text).toContain('Asked: Noor Haddad; one other may decide.')
  expect(noor.news()).toHaveLength(1)
  expect(verbs(noor.sees(post))).toContain('approve')
})
