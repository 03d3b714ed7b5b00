import fc from 'fast-check'
import type { ChannelContent, PostContent } from '../../../src/domain/request/content.ts'
import { mfaMethods, personalDataLevels, postFeatures } from '../../../src/domain/request/content.ts'
import type { Answers, Level, Question, Questionnaire } from '../../../src/domain/risk/types.ts'
import { tiers } from '../../../src/domain/risk/types.ts'

export const ordinaryPost: PostContent = {
  kind: 'post',
  channels: ['linkedin'],
  text: 'We are at the trade fair this week.',
  media: [],
  link: null,
  slot: null,
  need: { why: 'Visitors should find us.', ifLate: 'The fair is over.' },
  audience: 'Customers',
  features: [],
}
export const soundChannel: ChannelContent = {
  kind: 'channel',
  platform: 'mastodon',
  handle: '@example',
  purpose: 'News for developers',
  need: { why: 'Developers are there.', ifLate: 'They hear from others.' },
  audience: 'Developers',
  owner: 'Ada Lovelace',
  deputy: 'Grace Hopper',
  access: 'Two people of marketing',
  mfa: 'passkey',
  recoveryContact: 'social@example.com',
  tools: 'none',
  personalData: 'none',
  staffing: 'Weekdays nine to five, alerts to the duty phone',
  retirement: 'Reviewed every January; deleted when unused',
}

export const level: fc.Arbitrary<Level> = fc.constantFrom(1, 2, 3, 4, 5)

const option = (id: string) =>
  fc.record(
    {
      id: fc.constant(id),
      label: fc.constant({ en: id, de: id }),
      points: fc.constantFrom(0, 1, 2, 3, 4),
      atLeast: fc.constantFrom(...tiers),
    },
    { requiredKeys: ['id', 'label', 'points'] },
  )
const question = (id: string): fc.Arbitrary<Question> =>
  fc.record({
    id: fc.constant(id),
    text: fc.constant({ en: id, de: id }),
    factor: fc.constantFrom('likelihood', 'impact'),
    weight: fc.constantFrom(1, 2, 3),
    options: fc.tuple(option('a'), option('b'), option('c')),
  })

export const questionnaire: fc.Arbitrary<Questionnaire> = fc
  .tuple(question('q1'), question('q2'), question('q3'), question('q4'), question('q5'))
  .map((questions) => ({ id: 'generated', version: 1, title: { en: 'Generated', de: 'Erzeugt' }, questions }))

/** Some questions answered, some not. */
export const answers: fc.Arbitrary<Answers> = fc.dictionary(
  fc.constantFrom('q1', 'q2', 'q3', 'q4', 'q5'),
  fc.constantFrom('a', 'b', 'c'),
)

export const post: fc.Arbitrary<PostContent> = fc
  .record({
    channels: fc.uniqueArray(fc.constantFrom('linkedin', 'x', 'instagram', 'facebook', 'tiktok'), {
      minLength: 1,
    }),
    text: fc.constantFrom('Hello', 'See https://example.com', 'www.example.com'),
    media: fc.constantFrom([], [{ sha256: 'ab', name: 'a.png', mimeType: 'image/png', bytes: 1 }]),
    link: fc.constantFrom(null, 'https://example.com/'),
    features: fc.subarray([...postFeatures]),
  })
  .map((part) => ({ ...ordinaryPost, ...part }))

const words = fc.constantFrom('', 'none', 'n/a', 'keine', 'Ada Lovelace', 'Buffer')
export const channel: fc.Arbitrary<ChannelContent> = fc
  .record({
    owner: words,
    deputy: words,
    mfa: fc.constantFrom(...mfaMethods),
    recoveryContact: words,
    tools: words,
    personalData: fc.constantFrom(...personalDataLevels),
    staffing: words,
    retirement: words,
  })
  .map((part) => ({ ...soundChannel, ...part }))
