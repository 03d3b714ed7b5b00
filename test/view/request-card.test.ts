import { describe, expect, test } from 'vitest'
import { allowedVerbs, isOpen } from '../../src/domain/request/queries.ts'
import { requestCard } from '../../src/view/cards.ts'
import { asText } from '../../src/view/rich.ts'
import { type Locale, locales } from '../../src/view/text.ts'
import { cast, readerOf, readers } from './support/people.ts'
import { launch, states, twoOfSecurity } from './support/states.ts'
import { blemishesOf, wordsOf } from './support/words.ts'

const stateOf = (name: string) => {
  const told = states[name]
  if (told === undefined) throw new Error(`no state ${name}`)
  return told
}
const cardOf = (state: string, reader: string, locale: Locale = 'en') => {
  const { request, at } = stateOf(state)
  return requestCard(request, readerOf(reader, locale), cast, at)
}
const position = (card: ReturnType<typeof cardOf>, group: string) =>
  card.positions.find((line) => line.group === group)
const lines = (card: ReturnType<typeof cardOf>) => wordsOf(card).join('\n')

describe.each(Object.keys(states))('given a request that is %s', (state) => {
  const { request, at } = stateOf(state)
  const everybody = Object.keys(readers)

  test.each(locales)('then every reader finds every text there and clean (%s)', (locale) => {
    for (const reader of everybody) {
      const card = cardOf(state, reader, locale)
      expect(blemishesOf(card), reader).toEqual([])
      expect(card.headline.length, reader).toBeLessThanOrEqual(150)
      expect(card.headline, reader).not.toMatch(/sensor|fair|@example|report/)
      expect(asText(card.status), reader).not.toBe('')
      expect(card.next.map(asText), reader).not.toContain('')
      expect(!isOpen(request) || card.next.length > 0, reader).toBe(true)
      expect(card.positions.map(({ group }) => group)).toEqual(
        expect.arrayContaining(Object.keys(request.policy.groups)),
      )
    }
  })

  test('then each thing that a reader may do is one choice, and the details are the last', () => {
    const named = ({ verb, subject }: { verb: string; subject?: string }) =>
      verb === 'accept_conditions' ? verb : [verb, subject].join(' ').trim()
    for (const reader of everybody) {
      const { choices } = cardOf(state, reader)
      // To take something is for the channel of the group, where others see it.
      const allowed = allowedVerbs(request, readerOf(reader, 'en').actor, at).filter(
        ({ verb }) => verb !== 'take' || reader.startsWith('channel'),
      )
      const begins = !isOpen(request) && reader === 'requester' ? ['template'] : []
      expect(choices.map(named), reader).toEqual([...allowed.map(named), ...begins, 'details'])
      expect(new Set(choices.map(({ label }) => label)).size, reader).toBe(choices.length)
      expect(choices.every(({ label }) => label.length <= 75)).toBe(true)
    }
  })

  test('then the German card says the same in German', () => {
    for (const reader of everybody) {
      const [english, german] = [cardOf(state, reader, 'en'), cardOf(state, reader, 'de')]
      const [ours, theirs] = [productWords(english), productWords(german)]
      expect(theirs, reader).toHaveLength(ours.length)
      expect(
        ours.filter((text, index) => text === theirs[index]),
        reader,
      ).toEqual([])
      expect(german.tone).toBe(english.tone)
    }
  })
})

/** The product's own sentences, whatever was typed into them. */
function productWords(card: ReturnType<typeof cardOf>): readonly string[] {
  return [
    card.headline,
    asText(card.status),
    ...card.next.map(asText),
    ...card.positions.flatMap(({ summary, details, evidence }) =>
      [summary, ...details, ...evidence].map(asText),
    ),
    ...card.consequences.map(({ value }) => asText(value)),
    ...card.choices.flatMap(({ label, consequence }) => [label, consequence ?? '']),
  ]
}

describe('given a post that a reviewer has to decide on', () => {
  const card = cardOf('in review', 'reviewer of legal')

  test('then the headline asks for the decision and says by when', () => {
    expect(card.headline).toBe('Post #142 needs your decision by Mon 5 Jan, 18:00')
    expect(cardOf('in review', 'reviewer of legal', 'de').headline).toBe(
      'Beitrag #142 braucht Ihre Entscheidung bis Mo., 5. Jan., 18:00 Uhr',
    )
    expect(card.tone).toBe('action')
  })

  test('then the buttons are those of a reviewer, in the agreed order', () => {
    expect(card.choices.map(({ label }) => label)).toEqual([
      'Approve',
      'Approve with conditions',
      'Request changes',
      'Reject',
      'Details',
    ])
  })

  test('then need, exact text and first risk are on the card', () => {
    expect(card.need.map(({ value }) => asText(value))).toEqual([launch.need.why, launch.need.ifLate])
    expect(card.content[0]).toMatchObject({ emphasis: 'body', changes: null })
    expect(asText(card.content[0]?.value ?? [])).toBe(launch.text)
    expect(card.risk).toMatchObject({ tier: 'high', label: 'High (12 of 25)' })
    expect(card.risk?.reasons[0]).toBe('It contains news that is not public yet.')
  })

  test('then somebody in two groups chooses for which one', () => {
    const labels = cardOf('in review', 'reviewer of both').choices.map(({ label }) => label)
    expect(labels).toContain('Approve: Security')
    expect(labels).toContain('Approve: Legal')
  })
})

describe('given a revised post', () => {
  const card = cardOf('in review, revised', 'reviewer of legal')

  test('then the card shows word by word what changed, and what had been asked', () => {
    const text = card.content.find(({ emphasis }) => emphasis === 'body')
    expect(
      text?.changes
        ?.filter(({ kind }) => kind !== 'added')
        .map(({ text }) => text)
        .join(''),
    ).toBe(launch.text)
    expect(text?.changes?.some(({ kind }) => kind === 'removed')).toBe(true)
    expect(asText(card.revisionNote ?? [])).toContain('Name the source of the 40 %.')
  })

  test('then a file with the same name and other bytes shows as replaced', () => {
    const files = card.content.find(({ label }) => label === 'Files')
    expect(files?.changes?.map(({ kind }) => kind)).toEqual(['removed', 'added'])
  })

  test('then a reviewer from whom decisions are hidden is not told what the other group had asked', () => {
    expect(asText(cardOf('in review, revised', 'reviewer of security').revisionNote ?? [])).not.toContain(
      '40 %',
    )
  })
})

describe('given a deadlock that an executive has to rule on', () => {
  const card = cardOf('escalated', 'executive of level 1')

  test('then the brief asks one question', () => {
    expect(asText(card.question ?? [])).toBe(
      'Should post #142 be published although Legal does not agree (Security does)?',
    )
  })

  test('then both sides stand there with score, reason and what they would accept', () => {
    expect(position(card, 'requester')?.details.map(asText).join('\n')).toContain('than our last model')
    const legal = position(card, 'legal')?.details.map(asText).join('\n') ?? ''
    expect(legal).toContain('Critical (25 of 25)')
    expect(legal).toContain('a competitor would warn us')
    expect(legal).toContain('A comparison with our own last model.')
    expect(legal).toContain('Can every factual and advertising claim be proved?')
  })

  test('then each ruling has its consequence, and silence too', () => {
    expect(card.consequences.map(({ label }) => label)).toEqual([
      'Approve',
      'Approve with conditions',
      'Reject',
      'Send back once',
      'If you do not decide',
    ])
    expect(asText(card.consequences.at(-1)?.value ?? [])).toContain('Boris Boss')
  })

  test('then sending back is not offered a second time', () => {
    const again = cardOf('escalated after being sent back', 'executive of level 1')
    expect(again.consequences.map(({ label }) => label)).not.toContain('Send back once')
  })

  test('then the last executive learns that silence lets the request lapse', () => {
    const last = cardOf('escalated to level 2', 'executive of level 2')
    expect(asText(last.consequences.at(-1)?.value ?? [])).toContain('lapses without an approval')
  })

  test('then an executive who is not asked yet has no question to answer by button', () => {
    const second = cardOf('escalated', 'executive of level 2')
    expect(second.choices.map(({ verb }) => verb)).toEqual(['details'])
    expect(second.headline).toBe('Post #142 is with Carla Chief for a final ruling')
  })
})

describe('given an outcome', () => {
  test.each([
    ['rejected, contestable', 'a competitor would warn us'],
    ['rejected by ruling', 'A warning costs more than a day.'],
    ['approved by ruling', 'The fair does not wait'],
    ['sent back', 'Settle the wording first.'],
    ['revoked', 'The product is recalled.'],
    ['withdrawn', 'The fair is cancelled.'],
  ])('then the requester of one that is %s reads the reason', (state, reason) => {
    expect(lines(cardOf(state, 'requester'))).toContain(reason)
  })

  test('then accepting conditions is confirmed for exactly those that stand on the card', () => {
    const accept = cardOf('conditions offered', 'requester').choices.find(
      ({ verb }) => verb === 'accept_conditions',
    )
    expect(accept).toHaveProperty('then', 'confirm')
    expect(accept).toHaveProperty('subject', 'c1.1,c1.2,c1.3')
  })

  test('then numbers of conditions agree between the lines and the buttons', () => {
    const card = cardOf('approved with conditions', 'requester')
    expect(card.choices.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Condition 1 is met', 'Condition 2 is met']),
    )
    expect(card.next.map(asText)).toEqual(
      expect.arrayContaining([expect.stringContaining('Condition 1, before publication, by Mara Miller')]),
    )
  })

  test('then a slot that passed before the approval asks for a new time', () => {
    const card = cardOf('approved after the slot', 'requester')
    expect(card.headline).toBe('Post #142 is approved, but its time has passed: please choose a new one')
    expect(card.choices.map(({ verb }) => verb)).not.toContain('publish')
  })
})

test('given a group that needs two approvals, when one arrived, then the card counts them', () => {
  const card = requestCard(twoOfSecurity.request, readerOf('requester', 'en'), cast, twoOfSecurity.at)
  expect(asText(position(card, 'security')?.summary ?? [])).toMatch(/^1 of 2 approvals so far/)
  expect(position(card, 'security')?.details.map(asText)).toEqual(
    expect.arrayContaining(['Sally Sand: approved', 'Comment: “Fine with me.”']),
  )
})
