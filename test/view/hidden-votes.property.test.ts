import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide } from '../../src/domain/request/decide.ts'
import type { Decision } from '../../src/domain/request/decision.ts'
import { evolve } from '../../src/domain/request/evolve.ts'
import { currentRevision } from '../../src/domain/request/queries.ts'
import type { Request } from '../../src/domain/request/state.ts'
import { homeView, mediationCard, noticeCard, requestCard } from '../../src/view/cards.ts'
import { person } from '../support/domain/build.ts'
import { alwaysOpen } from '../support/domain/calendar.ts'
import { cast, lena, readerOf, sam } from './support/people.ts'
import { ask, reviseTo, states, tell } from './support/states.ts'

const text = fc.string({ minLength: 1 }).map((typed) => `x${typed}`)
const decision: fc.Arbitrary<Decision> = fc.oneof(
  fc.record({ verb: fc.constant('approve' as const), comment: text }),
  fc.record({
    verb: fc.constant('approve_with_conditions' as const),
    comment: text,
    conditions: fc.array(
      fc.record({
        text,
        owner: fc.constantFrom('requester' as const, 'group' as const),
        due: fc.constantFrom('before_publication' as const, 'after_publication' as const),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  fc.record({ verb: fc.constant('reject' as const), reason: text, wouldAccept: text }),
)

/** The same request once security has decided so. The questionnaire is none of this test's business. */
function decided(request: Request, said: Decision, wait: number): Request {
  const free = { ...request, policy: { ...request.policy, questionnaireFrom: 'critical' as const } }
  const outcome = decide(
    {
      type: 'decide',
      actor: sam,
      group: 'security',
      decision: said,
      assessment: null,
      digest: currentRevision(free).digest,
    },
    free,
    { at: free.lastEventAt + wait, calendar: alwaysOpen() },
  )
  if (!outcome.ok) throw new Error(outcome.refusal.code)
  const after = outcome.events.reduce<Request>((state, event) => evolve(state, event), free)
  return { ...after, policy: request.policy }
}

/** The version counts every event; it is for the deliverer and is not shown. */
const shown = <Card extends { readonly version: number }>({ version: _version, ...card }: Card) => card

describe('given independent votes and a reviewer of legal who has not decided', () => {
  const open = [states['in review']?.request, tell(ask(), reviseTo()).request]
  const at = tell(ask()).at
  const readers = ['reviewer of legal', 'colleague in legal', 'channel of legal']

  test('then nothing on the card changes with what security decides, or whether it does', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...open),
        decision,
        fc.integer({ min: 0, max: 3_600_000 }),
        fc.constantFrom(...readers),
        fc.constantFrom('en' as const, 'de' as const),
        (request, said, wait, name, locale) => {
          if (request === undefined) throw new Error('no request')
          const reader = readerOf(name, locale)
          const after = decided(request, said, wait)
          expect(shown(requestCard(after, reader, cast, at))).toEqual(
            shown(requestCard(request, reader, cast, at)),
          )
          const waiting = (each: Request) =>
            homeView({
              locale,
              name: 'Lena',
              waiting: [each],
              mine: [],
              mayRequest: true,
              cast,
              actor: lena,
              at,
            })
          expect(waiting(after)).toEqual(waiting(request))
        },
      ),
      { numRuns: 60 },
    )
  })

  test('then a conversation that somebody undecided may read shows nothing of it either', () => {
    const nobody = { role: 'reviewer' as const, actor: person(''), locale: 'en' as const }
    fc.assert(
      fc.property(decision, (said) => {
        const request = states['in review']?.request
        if (request === undefined) throw new Error('no request')
        const after = decided(request, said, 0)
        expect(shown(mediationCard(after, 'en', cast, at))).toEqual(
          shown(mediationCard(request, 'en', cast, at)),
        )
        const resolved = { type: 'deadlock_resolved' as const, at, by: 'clock' as const }
        expect(shown(noticeCard('resolved', after, resolved, nobody, cast, at))).toEqual(
          shown(noticeCard('resolved', request, resolved, nobody, cast, at)),
        )
      }),
      { numRuns: 30 },
    )
  })

  test('then the other group is named as hidden', () => {
    const { request } = tell(ask())
    const card = requestCard(request, readerOf('reviewer of legal', 'en'), cast, at)
    expect(card.positions.map(({ group, state }) => [group, state])).toEqual([
      ['security', 'hidden'],
      ['legal', 'pending'],
    ])
  })
})

test('given dependent votes, then the reviewer sees the other group’s decision', () => {
  const told = states['in review, one decided']
  if (told === undefined) throw new Error('no state')
  const request = { ...told.request, policy: { ...told.request.policy, independentVotes: false } }
  const card = requestCard(request, readerOf('reviewer of legal', 'en'), cast, told.at)
  expect(card.positions[0]).toMatchObject({ group: 'security', state: 'approved' })
})
