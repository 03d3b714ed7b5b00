import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChannelContent, PostContent } from '../../../src/domain/request/content.ts'
import { postFeatures } from '../../../src/domain/request/content.ts'
import { isAtLeast, tierOf } from '../../../src/domain/risk/assess.ts'
import { screen, screeningReasons } from '../../../src/domain/risk/screen.ts'
import { channelScreening, postScreening } from '../../../src/domain/risk/screening-rules.ts'
import { channel, ordinaryPost, post, soundChannel } from './arbitraries.ts'

const fourChannels = ['linkedin', 'x', 'instagram', 'facebook']
const picture = { sha256: 'ab', name: 'stand.jpg', mimeType: 'image/jpeg', bytes: 2048 }

describe('given a post', () => {
  it.each<[string, Partial<PostContent>, string]>([
    ['ordinary', {}, 'low'],
    [
      'with a link, a picture and four channels',
      { link: 'https://a.example/', media: [picture], channels: fourChannels },
      'low',
    ],
    ['with people', { features: ['people'] }, 'low'],
    ['with people on four channels', { features: ['people'], channels: fourChannels }, 'medium'],
    ['with claims', { features: ['claims'] }, 'medium'],
    ['with works of others', { features: ['third_party'] }, 'medium'],
    ['paid', { features: ['paid'] }, 'medium'],
    ['sensitive', { features: ['sensitive'] }, 'medium'],
    ['with personal data', { features: ['personal_data'] }, 'medium'],
    ['unreleased', { features: ['unreleased'] }, 'high'],
    ['sensitive with personal data', { features: ['sensitive', 'personal_data'] }, 'high'],
    [
      'unreleased and sensitive on four channels',
      { features: ['unreleased', 'sensitive'], channels: fourChannels },
      'critical',
    ],
  ])('when it is %s, then its tier is as documented', (_, part, tier) => {
    expect(screen({ ...ordinaryPost, ...part }).tier).toBe(tier)
  })

  it('when several rules apply, then the strongest is named first', () => {
    expect(screen({ ...ordinaryPost, features: ['people', 'claims', 'unreleased'] })).toEqual({
      likelihood: 3,
      impact: 4,
      score: 12,
      tier: 'high',
      reasons: ['unreleased', 'claims', 'people'],
    })
  })

  it('when the address stands in the text, then it counts like a link', () => {
    expect(screen({ ...ordinaryPost, text: 'More: HTTPS://a.example' }).reasons).toEqual(['link'])
  })

  it('when one channel is named four times, then it is still one', () => {
    const channels = ['x', 'x', 'x', 'x']
    expect(screen({ ...ordinaryPost, channels, features: ['people'] }).reasons).toEqual(['people'])
  })
})

describe('given a channel', () => {
  it.each<[string, Partial<ChannelContent>, string]>([
    ['sound', {}, 'medium'],
    ['behind a passkey, with a tool', { tools: 'Buffer' }, 'medium'],
    ['behind an authenticator app', { mfa: 'authenticator_app' }, 'medium'],
    ['behind an authenticator app, with a tool', { mfa: 'authenticator_app', tools: 'Buffer' }, 'high'],
    ['without deputy and with a tool', { deputy: '-', tools: 'Buffer' }, 'high'],
    ['behind text messages', { mfa: 'sms' }, 'high'],
    ['without a second factor', { mfa: 'none' }, 'critical'],
    ['for special personal data', { personalData: 'special' }, 'high'],
    ['for special personal data behind text messages', { personalData: 'special', mfa: 'sms' }, 'critical'],
    ['for contact data', { personalData: 'contact' }, 'medium'],
    ['for contact data, unwatched', { personalData: 'contact', staffing: 'niemand' }, 'high'],
  ])('when it is %s, then its tier is as documented', (_, part, tier) => {
    expect(screen({ ...soundChannel, ...part }).tier).toBe(tier)
  })

  it('when the owner is the deputy too, then there is no deputy', () => {
    expect(screen({ ...soundChannel, deputy: ' ada  LOVELACE' }).reasons).toEqual(['no_deputy'])
  })

  it.each(['', '  ', '–', 'N/A', 'n.a.', 'None', 'keine', 'Niemand.', 'TBD'])(
    'when a field says %j, then it counts as empty',
    (nothing) => {
      expect(screen({ ...soundChannel, recoveryContact: nothing }).reasons).toEqual(['no_recovery_contact'])
      expect(screen({ ...soundChannel, tools: nothing }).reasons).toEqual([])
    },
  )
})

describe('given any content', () => {
  it('when a feature is added to a post, then neither score nor tier falls', () => {
    fc.assert(
      fc.property(post, fc.constantFrom(...postFeatures), (content, feature) => {
        const before = screen(content)
        const after = screen({ ...content, features: [...new Set([...content.features, feature])] })
        expect(after.score).toBeGreaterThanOrEqual(before.score)
        expect(isAtLeast(after.tier, before.tier)).toBe(true)
        expect(after.reasons).toEqual(expect.arrayContaining([...before.reasons]))
      }),
    )
  })

  it('when a post has no features, then it is low, and with a serious one at least medium', () => {
    fc.assert(
      fc.property(post, (content) => {
        expect(screen({ ...content, features: [] }).tier).toBe('low')
        for (const feature of ['sensitive', 'personal_data', 'unreleased'] as const) {
          const { tier } = screen({ ...content, features: [...content.features, feature] })
          expect(isAtLeast(tier, feature === 'unreleased' ? 'high' : 'medium')).toBe(true)
        }
      }),
    )
  })

  it('when a channel gets worse in one respect, then neither score nor tier falls', () => {
    const gap = fc.constantFrom<Partial<ChannelContent>>(
      { mfa: 'none' },
      { personalData: 'special' },
      { tools: 'Buffer' },
      { deputy: '' },
      { recoveryContact: '' },
      { staffing: '' },
      { retirement: '' },
    )
    fc.assert(
      fc.property(channel, gap, (content, worse) => {
        const before = screen(content)
        const after = screen({ ...content, ...worse })
        expect(isAtLeast(before.tier, 'medium')).toBe(true)
        expect(after.score).toBeGreaterThanOrEqual(before.score)
        expect(isAtLeast(after.tier, before.tier)).toBe(true)
      }),
    )
  })

  it('then score and tier follow from the levels, and every reason is a known code named once', () => {
    fc.assert(
      fc.property(fc.oneof(post, channel), (content) => {
        const { likelihood, impact, score, tier, reasons } = screen(content)
        expect(score).toBe(likelihood * impact)
        expect(tier).toBe(tierOf(score))
        expect(new Set(reasons).size).toBe(reasons.length)
        expect(screeningReasons).toEqual(expect.arrayContaining([...reasons]))
      }),
    )
  })
})

describe('given the tables of rules', () => {
  it('then every code belongs to exactly one rule', () => {
    const used = [...postScreening.rules, ...channelScreening.rules].map(({ reason }) => reason)
    expect([...used].sort()).toEqual([...screeningReasons].sort())
  })
})
