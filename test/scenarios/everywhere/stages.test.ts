import { expect, test } from 'vitest'
import { organisationYaml } from '../../../adapters/sandbox/organisation.ts'
import { saying, startStack, verbs } from '../../support/stack/everywhere.ts'

const inSteps = { organisationYaml: organisationYaml.replace('name: Legal\n', 'name: Legal\n    stage: 2\n') }

test('given legal in a second step, then it is asked when security has approved, with its full time and what was said', async () => {
  const { mara, sam, lena, oskar, clock } = await startStack(inSteps)
  const post = await mara.asksForPost()
  expect(mara.sees(post).text).toContain('Step 1 of 2.')
  expect(mara.sees(post).text).toContain('Asked as soon as Security has approved')
  expect(mara.sees(post).headline).toContain('is waiting for Security')
  expect(lena.news()).toEqual([])
  await lena.commands(String(post))
  expect(lena.inFront.text).toContain('Wird gefragt, sobald Security zugestimmt hat')
  expect(verbs(lena.inFront)).not.toContain('approve')
  await lena.closes()

  await clock.passes('2wh')
  await sam.approvesWithConditions(post, [{ text: 'No picture of the door.' }])
  expect(lena.news()).toHaveLength(1)
  expect(lena.sees(post).text).toContain('Schritt 2 von 2.')
  expect(lena.sees(post).text).toContain('No picture of the door.')
  expect(oskar.sees(post).headline).toContain('bis Di., 3. Nov., 10:30')
  expect(mara.sees(post).headline).toContain('is waiting for Legal')
  await clock.passes('7wh')
  expect(mara.sees(post).headline).toContain('is waiting for Legal')
  await lena.approves(post)
  expect(mara.sees(post).headline).toContain('condition')
  await mara.acceptsConditions(post)
  expect(mara.sees(post).text).toContain('is approved with conditions')
})

test('given a second step, when the request is revised in it, then the first is asked again, and the second waits', async () => {
  const { mara, sam, noor, lena } = await startStack(inSteps)
  const post = await mara.asksForPost()
  await sam.approves(post)
  const before = lena.sees(post)
  await lena.requestsChanges(post, 'Name the hall.')
  lena.news()
  await mara.revises(post, { text: 'Meet us in hall 5.' })
  expect(lena.news()).toEqual([])
  expect(mara.sees(post).text).toContain('Step 1 of 2.')
  expect(lena.sees(post).text).toContain('Schritt 1 von 2.')
  expect(verbs(lena.sees(post))).not.toContain('approve')
  expect(await lena.presses(post, 'approve', { on: before })).toMatchObject(saying('noch nicht an der Reihe'))
  await noor.approves(post)
  expect(lena.news()).toHaveLength(1)
  await lena.approves(post)
  expect(mara.sees(post).headline).toContain('is approved')
})

test('given a rejection in the first step, then it is rejected as ever, and the second is never asked', async () => {
  const { mara, sam, lena } = await startStack(inSteps)
  const post = await mara.asksForPost()
  await sam.rejects(post, { reason: 'Shows the door.', wouldAccept: 'Another picture.' })
  expect(mara.sees(post).headline).toContain('rejected')
  expect(lena.news()).toEqual([])
})

test('given a first step that is silent, when the mediation brings its approval, then the second has its turn', async () => {
  const { mara, sam, lena, carla, clock } = await startStack(inSteps)
  const post = await mara.asksForPost()
  await clock.passes('8wh')
  expect(mara.sees(post).headline).toContain('is deadlocked')
  expect(lena.news()).toEqual([])
  await sam.approves(post)
  expect(lena.news()).toHaveLength(1)
  expect(mara.sees(post).headline).toContain('is waiting for Legal')
  // A second deadlock about the same revision is the executive's at once.
  await lena.rejects(post, { reason: 'No.', wouldAccept: 'Something else.' })
  expect(carla.sees(post).headline).toContain('needs your ruling')
  expect(carla.sees(post).text).toContain('Security approves and Legal rejects')
  await carla.rules(post, 'approve', 'On balance.')
  expect(mara.sees(post).headline).toContain('is approved')
})

test('given a planned time, then asking says when both steps are over, and what it asks of the first', async () => {
  const stack = await startStack(inSteps)
  const { mara, sam, clock } = stack
  await mara.commands('post')
  const reaction = await mara.sends({
    channels: ['linkedin'],
    text: 'Meet us.',
    need_why: 'Visitors.',
    need_if_late: 'Over.',
    audience: 'All',
    slot: { at: clock.in('12wh') },
  })
  expect(reaction).toMatchObject({ text: expect.stringMatching(/Security by .*Legal by .*cannot be met/s) })
  await mara.closes()
  expect(sam.about(1)[0]?.text).toMatch(/decide by .*so that the groups after yours can still decide in time/)
})
