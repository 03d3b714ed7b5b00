import { describe, expect, test } from 'vitest'
import { hasteOf } from '../../../src/domain/request/haste.ts'
import { approvalFor } from '../../../src/domain/request/queries.ts'
import type { Tier } from '../../../src/domain/risk/types.ts'
import { assessment, groupPolicy, policy, screening } from '../../support/domain/build.ts'
import { ada, lex, sec, sec2 } from '../../support/domain/cast.ts'
import { approve, decideAs, type Move, passTime, revise, submit } from '../../support/domain/moves.ts'
import { given } from '../../support/domain/story.ts'

const together =
  (move: Move): Move =>
  (digest) => {
    const command = move(digest)
    return command.type === 'decide' ? { ...command, together: true } : command
  }
const plain = decideAs(sec, 'security', { verb: 'approve', comment: '' }, null)
const asked = (tier: Tier, questionnaireFrom: Tier = 'medium') =>
  given(submit(ada, { tier, policy: policy({ questionnaireFrom }) }))

describe('approving together with others', () => {
  test('given a low risk, then it is possible, recorded as such, and counts like every approval', () => {
    const story = asked('low')
    expect(approvalFor(story.request(), sec, 'security')).toBe('together')
    const decided = story.when(together(plain))
    expect(decided.events).toMatchObject([{ type: 'decided', together: true }])
    const after = decided.gives('decided')
    expect(after.request().decisions).toMatchObject([{ reviewer: 'sec', together: true }])
    after.when(approve(lex, 'legal')).gives('decided', 'approved')
  })

  test.each([
    ['a medium risk', asked('medium', 'high')],
    ['a questionnaire for every risk', asked('low', 'low')],
  ])('given %s, then it needs a look of its own, whatever the form said', (_name, story) => {
    expect(approvalFor(story.request(), sec, 'security')).toBe('alone')
    story.when(together(plain)).refused('needs_own_look')
    story.when(approve(sec, 'security')).gives('decided')
  })

  test('given a colleague of the group who saw a higher risk, then a second vote needs a look of its own', () => {
    const two = policy({ groups: { security: groupPolicy({ quorum: 2 }), legal: groupPolicy() } })
    const story = given(
      submit(ada, { policy: two }),
      decideAs(sec2, 'security', { verb: 'approve', comment: '' }, assessment('medium')),
    )
    expect(approvalFor(story.request(), sec, 'security')).toBe('alone')
    expect(approvalFor(story.request(), lex, 'legal')).toBe('together')
    story.when(together(plain)).refused('needs_own_look')
  })

  test('given a newer revision or a deadlock, then what was on the screen is not approved', () => {
    const story = asked('low')
    const seen = together(plain)('d1')
    story
      .given(revise(ada, 'd2'))
      .when(() => seen)
      .refused('stale_revision')
    const stalled = story.after(100 * 3_600_000).given(passTime)
    expect(stalled.request().status).toBe('deadlocked')
    stalled.when(together(plain)).refused('needs_own_look')
  })

  test('given people who may not decide, then nothing is offered', () => {
    const request = asked('low').request()
    expect(approvalFor(request, ada, 'security')).toBeNull()
    expect(approvalFor(request, lex, 'security')).toBeNull()
    expect(approvalFor(request, { ...sec, standing: 'guest' }, 'security')).toBeNull()
  })
})

describe('approving a high risk in seconds', () => {
  const rules = policy({ hasty: { within: { unit: 'elapsed', milliseconds: 30_000 }, from: 'high' } })
  const approval = {
    verb: 'approve',
    assessment: null,
    screening: screening('high'),
    openedAt: 1000,
    at: 13_000,
  } as const

  test('then it is said how soon, up to the limit and not at it', () => {
    expect(hasteOf(rules, approval)).toBe(12_000)
    expect(hasteOf(rules, { ...approval, at: 30_999 })).toBe(29_999)
    expect(hasteOf(rules, { ...approval, at: 31_000 })).toBeNull()
  })

  test("then the reviewer's own judgement of a higher risk counts as well", () => {
    const low = { ...approval, screening: screening('low') }
    expect(hasteOf(rules, low)).toBeNull()
    expect(hasteOf(rules, { ...low, assessment: assessment('critical') })).toBe(12_000)
  })

  test('then nothing is said of a rejection, of an unknown opening, or under rules without it', () => {
    expect(hasteOf(rules, { ...approval, verb: 'reject' })).toBeNull()
    const { openedAt: _unknown, ...unopened } = approval
    expect(hasteOf(rules, unopened)).toBeNull()
    expect(hasteOf(policy(), approval)).toBeNull()
  })

  test('then the decision stands all the same, and an opening after it is not believed', () => {
    const story = given(submit(ada, { tier: 'high', policy: rules }))
    const opened = (openedAt: number) => {
      const move: Move = (digest) => {
        const command = decideAs(
          sec,
          'security',
          { verb: 'approve', comment: '' },
          assessment('high'),
        )(digest)
        return command.type === 'decide' ? { ...command, openedAt } : command
      }
      return story.when(move)
    }
    const hasty = opened(story.now() - 5000).gives('decided')
    expect(hasty.request().decisions).toMatchObject([{ hastyAfter: 5000 }])
    hasty
      .when(decideAs(lex, 'legal', { verb: 'approve', comment: '' }, assessment('high')))
      .gives('decided', 'approved')
    expect(opened(story.now() + 1).events[0]).not.toHaveProperty('openedAt')
  })
})
