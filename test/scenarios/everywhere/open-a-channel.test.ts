import { describe, expect, test } from 'vitest'
import { organisationYaml } from '../../../adapters/sandbox/organisation.ts'
import { startStack, verbs, wholeQuestionnaire } from '../../support/stack/everywhere.ts'

describe('given a new channel of critical risk', () => {
  test('when a reviewer approves without answering, then the form says what is missing and records nothing', async () => {
    const { mara, sam, lena } = await startStack()
    const channel = await mara.asksForChannel()
    expect(sam.sees(channel).text).toContain('Risk: Critical (20 of 25)')
    expect(sam.sees(channel).text).toContain('The account has no second factor at login.')
    expect(lena.sees(channel).text).toContain('Risiko: Kritisch (20 von 25)')

    const opened = await sam.presses(channel, 'approve')
    if (opened.shows !== 'form') throw new Error(opened.shows)
    const questions = opened.form.fields.filter(({ id }) => id.startsWith('question:'))
    expect(questions.length).toBeGreaterThan(3)
    expect(questions.every(({ required }) => required)).toBe(true)
    const refused = await sam.sends({ likelihood: '1', impact: '1' })
    if (refused.outcome !== 'errors') throw new Error(refused.outcome)
    expect(Object.keys(refused.errors).sort()).toEqual([...questions.map(({ id }) => id), 'rationale'].sort())
    expect(mara.sees(channel).headline).toContain('is waiting for Security and Legal')
  })

  test('when the questionnaires are answered, then it is approved, with each score and its reasons on the card', async () => {
    const { mara, sam, lena } = await startStack()
    const channel = await mara.asksForChannel()
    await sam.approves(channel, (form) => ({ ...wholeQuestionnaire(form), likelihood: '4', impact: '4' }))
    expect(sam.sees(channel).text).toContain('Risk: High (16 of 25), likelihood 4 (likely), impact 4 (major)')
    await lena.approves(channel, wholeQuestionnaire)

    expect(mara.sees(channel).headline).toContain(`Channel #${channel} is approved: you can open it`)
    expect(mara.sees(channel).text).toContain('Rationale: “We looked at it together, and it is manageable.”')
    expect(lena.sees(channel).headline).toContain(`Kanal #${channel} ist freigegeben`)
    expect(lena.sees(channel).text).toContain('Begründung: „We looked at it together, and it is manageable.“')

    await mara.publishes(channel, 'https://mastodon.example/@example.dev')
    expect(mara.sees(channel).headline).toContain('is live')
    expect(lena.sees(channel).headline).toContain('ist eröffnet')
    expect(verbs(mara.sees(channel))).toEqual([])
  })

  test('when an answer shows a risk that nobody ticked, then the score rises and the card says because of which answer', async () => {
    const { mara, sam } = await startStack()
    const channel = await mara.asksForChannel({ mfa: 'passkey' })
    let worst = ''
    await sam.approves(channel, (form) => {
      const question = form.fields.find(({ id }) => id.startsWith('question:'))
      const option = question?.options.at(-1)
      worst = option?.label ?? ''
      return {
        ...wholeQuestionnaire(form),
        [question?.id ?? '']: option?.id ?? '',
        likelihood: '1',
        impact: '1',
      }
    })
    expect(worst).not.toBe('')
    expect(sam.sees(channel).text).toContain(`Because of the answer “${worst}”`)
    expect(sam.sees(channel).text).not.toContain('Risk: Low (1 of 25)')
  })
})

test('given a channel whose deputy is its owner, when it is sent, then the field says so and everything typed stays', async () => {
  const { mara } = await startStack()
  const asking = mara.asksForChannel({ handle: '@example', deputy: 'mara vogel' })
  await expect(asking).rejects.toThrow(/"deputy":"Please name somebody other than the owner/)
  expect(mara.dialog?.title).toBe('New channel')
})

test('given a German colleague, when the form for a channel opens, then its labels, hints and options are German', async () => {
  const { tom } = await startStack()
  const opened = await tom.commands('kanal')
  if (opened.shows !== 'form') throw new Error(opened.shows)
  const mfa = opened.form.fields.find(({ id }) => id === 'mfa')
  expect(opened.form.title).toBe('Neuer Kanal')
  expect(mfa?.label).toBe('Zweiter Faktor bei der Anmeldung')
  expect(mfa?.options.map(({ label }) => label).join()).not.toMatch(/None|Passkey only|Authenticator app/)
})

describe('given a post that looks harmless', () => {
  test('when a reviewer judges its risk high, then it cannot be approved without the answers either', async () => {
    const { mara, sam } = await startStack()
    const post = await mara.asksForPost()
    await sam.presses(post, 'approve')
    const refused = await sam.sends({ likelihood: '4', impact: '4' })
    expect(refused).toMatchObject({
      outcome: 'errors',
      errors: { rationale: expect.stringContaining('why the risk is acceptable') },
    })
    await sam.sends((form) => ({ ...wholeQuestionnaire(form), likelihood: '4', impact: '4' }))
    expect(sam.sees(post).text).toContain('Risk: High (16 of 25)')
  })
})

test('given a group that has no questionnaire, when the risk is high, then it judges the risk and says why, and can approve', async () => {
  const { mara, sam } = await startStack({
    organisationYaml: organisationYaml.replace(
      'name: Security\n',
      'name: Security\n    questionnaires: { post: none }\n',
    ),
  })
  const post = await mara.asksForPost({ features: ['unreleased'] })
  await sam.approves(post, { likelihood: '3', impact: '4', rationale: 'The news is out at noon.' })
  expect(mara.sees(post).headline).toContain('is waiting for Legal')
})
