import { expect, test } from 'vitest'
import type { FormValues } from '../../../src/view/form.ts'
import { fieldIds } from '../../../src/view/forms.ts'
import { choice, choices, text, typedPost } from '../../support/app/typed.ts'
import { createWorld } from '../../support/app/world.ts'
import { policy } from '../../support/domain/build.ts'

const seconds = 1000
const within = { unit: 'elapsed', milliseconds: 30 * seconds } as const
const judged: FormValues = {
  [fieldIds.likelihood]: choice('5'),
  [fieldIds.impact]: choice('5'),
  [fieldIds.rationale]: text('Goes out with the launch.'),
}

/** Opens the form, waits, and sends it back with something else in it than the program wrote. */
async function sentBack(post: FormValues, waitedMs: number, openedAt: (said: number) => number | undefined) {
  const world = createWorld({ organisation: { policy: policy({ hasty: { within, from: 'high' } }) } })
  const request = await world.submitted('ada', post)
  const answer = await world.click('legal1', 'approve', request, { subject: 'legal' })
  if (answer.outcome !== 'form' || answer.form.purpose.type !== 'verb') throw new Error(answer.outcome)
  const { openedAt: said = 0, ...purpose } = answer.form.purpose
  await world.later(waitedMs)
  const changed = openedAt(said)
  const sent = await world.app.service.submit({
    identity: world.accounts.identity('legal1'),
    purpose: { ...purpose, ...(changed === undefined ? {} : { openedAt: changed }) },
    values: judged,
    dedupeKey: 'sent',
  })
  expect(sent).toMatchObject({ outcome: 'done' })
  return (await world.load(request.id)).decisions.map(({ hastyAfter }) => hastyAfter)
}

const risky = typedPost({ [fieldIds.features]: choices('unreleased') })
const honest = (said: number) => said
const hoursAgo = (said: number) => said - 7_200 * seconds
const nothing = () => undefined

test.each([
  ['what it opened with', honest],
  ['that it was opened hours ago', hoursAgo],
  ['nothing of when it was opened', nothing],
])(
  'given a high risk that is approved after five seconds, when the form says %s, then the approval is a hasty one',
  async (_what, openedAt) => {
    expect(await sentBack(risky, 5 * seconds, openedAt)).toEqual([5 * seconds])
    // Only the reviewer's own judgement makes it a high risk.
    expect(await sentBack(typedPost(), 5 * seconds, openedAt)).toEqual([5 * seconds])
  },
)

test('given a high risk that is approved after a minute, when the form says that it was opened just now, then nothing is said of haste', async () => {
  expect(await sentBack(risky, 60 * seconds, (said) => said + 59 * seconds)).toEqual([undefined])
})
