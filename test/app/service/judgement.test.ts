import { describe, expect, test } from 'vitest'
import type { FormValues } from '../../../src/view/form.ts'
import { fieldIds } from '../../../src/view/forms.ts'
import { choice, choices, text, typedPost } from '../../support/app/typed.ts'
import { createWorld } from '../../support/app/world.ts'

describe('given a group that asks no questions, and a request of high risk', () => {
  const risky = typedPost({ [fieldIds.features]: choices('unreleased') })

  test('when the form opens, then it asks for likelihood, impact and a rationale', async () => {
    const world = createWorld()
    const request = await world.submitted('ada', risky)
    const answer = await world.click('legal1', 'approve', request, { subject: 'legal' })
    if (answer.outcome !== 'form') throw new Error(answer.outcome)
    const required = answer.form.sections.flatMap(({ fields }) => fields).filter((field) => field.required)
    expect(required.map(({ id }) => id)).toEqual([fieldIds.likelihood, fieldIds.impact, fieldIds.rationale])
  })

  const cleared: FormValues = {
    [fieldIds.likelihood]: { type: 'choice', id: null },
    [fieldIds.impact]: { type: 'choice', id: null },
  }

  test('when it is approved with nothing judged, then that is refused beside the field', async () => {
    const world = createWorld()
    const request = await world.submitted('ada', risky)
    const answer = await world.fill('legal1', 'approve', request, cleared, { subject: 'legal' })
    expect(answer.outcome).toBe('errors')
    expect((await world.load(request.id)).decisions).toEqual([])
  })

  test('when it is approved with a judgement and its rationale, then it counts', async () => {
    const world = createWorld()
    const request = await world.submitted('ada', risky)
    const judged = {
      [fieldIds.likelihood]: choice('2'),
      [fieldIds.impact]: choice('3'),
      [fieldIds.rationale]: text('The news is out on Thursday.'),
    }
    const answer = await world.fill('legal1', 'approve', request, judged, { subject: 'legal' })
    expect(answer).toMatchObject({ outcome: 'done' })
    const decided = await world.load(request.id)
    expect(decided.decisions.map(({ assessment }) => assessment?.score)).toEqual([6])
  })
})
