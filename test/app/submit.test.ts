import { describe, expect, test } from 'vitest'
import { LookupFailed } from '../../src/app/ports.ts'
import { currentRevision } from '../../src/domain/request/queries.ts'
import { fieldIds } from '../../src/view/forms.ts'
import { email, group } from '../support/app/organisation.ts'
import { cardAt, placesOf, verbsAt } from '../support/app/screens.ts'
import { files, instant, text, typedChannel, typedPost } from '../support/app/typed.ts'
import { createWorld, type World } from '../support/app/world.ts'

const day = 86_400_000

describe('given a marketer with a filled-in form', () => {
  test('when it is submitted, then the requester and every reviewer have a card, and nobody else', async () => {
    const world = createWorld()
    await world.submitted('ada')
    expect(placesOf(world.chat)).toEqual(['@ada', '@legal1', '@sec1', '@sec2'])
    expect(verbsAt(world.chat, '@ada')).toContain('withdraw')
    expect(verbsAt(world.chat, '@sec1')).toContain('approve')
  })

  test('when a group has a channel, then its card is there too', async () => {
    const security = group('security', [email('sec1')], { channel: 'C1' })
    const world = createWorld({ organisation: { groups: [security, group('legal', [email('legal1')])] } })
    await world.submitted('ada')
    expect(verbsAt(world.chat, 'C1')).toContain('approve')
  })

  test('when a reviewer reads German, then the card is German for them alone', async () => {
    const world = createWorld()
    world.accounts.account('sec1', { locale: 'de' })
    await world.submitted('ada')
    expect(cardAt(world.chat, '@sec1').locale).toBe('de')
    expect(cardAt(world.chat, '@sec2').locale).toBe('en')
  })

  test('when nobody could find out yet who reviews, then it is refused rather than shown to no one', async () => {
    const security = group('security', [{ type: 'slack_user_group', id: 'S1' }])
    const requesters = [email('ada')]
    const world = createWorld({ organisation: { groups: [security], requesters } })
    world.accounts.account('ada')
    const lookUp = world.accounts.groupMembers.bind(world.accounts)
    let asked = 0
    world.accounts.groupMembers = (reference) => {
      asked += 1
      // The first look-up is for the requester's own groups and works; the one for the cards does not.
      return asked === 1 ? lookUp(reference) : Promise.reject(new LookupFailed('busy'))
    }
    expect(await world.ask('ada')).toMatchObject({ outcome: 'refused', code: 'lookup_failed' })
    expect(await world.deps.store.list({ by: 'updated', limit: 1 })).toEqual([])
  })

  test('when the requester is in a reviewing group, then they get no card to decide with', async () => {
    const world = createWorld()
    const request = await world.submitted('sec1')
    expect(verbsAt(world.chat, '@sec1')).not.toContain('approve')
    expect(await world.click('sec1', 'reject', request, { subject: 'security' })).toMatchObject({
      code: 'own_request',
    })
  })

  test('when the same submission is delivered three times, then there is one request', async () => {
    const world = createWorld()
    const answers = []
    for (let delivery = 1; delivery <= 3; delivery++)
      answers.push(await world.ask('ada', typedPost(), 'same-view'))
    expect(answers[0]).toMatchObject({ outcome: 'done' })
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
    expect(await world.deps.store.list({ by: 'updated', limit: 10 })).toHaveLength(1)
  })

  test('when it is delivered again after another one, then the answer is about the one that was sent', async () => {
    const world = createWorld()
    const first = await world.ask('ada', typedPost(), 'first-view')
    const other = await world.ask('ada', typedPost(), 'other-view')
    const again = await world.ask('ada', typedPost(), 'first-view')
    expect(other).not.toEqual(first)
    expect(again).toEqual(first)
  })

  test('when it is delivered twice at once after another one, then both answers are about the one that was sent', async () => {
    const world = createWorld()
    await world.ask('ada')
    const [one, two] = await Promise.all([1, 2].map(() => world.ask('ada', typedPost(), 'same-view')))
    expect(one).toMatchObject({ outcome: 'done' })
    expect(two).toEqual(one)
  })

  test('when it is a new channel, then its answers are recorded', async () => {
    const world = createWorld()
    const answer = await world.app.service.submit({
      identity: world.accounts.identity('ada'),
      purpose: { type: 'compose', kind: 'channel' },
      values: typedChannel({ [fieldIds.handle]: text(' @exa\u202Emple\u0000 ') }),
      dedupeKey: 'k',
    })
    if (answer.outcome !== 'done') throw new Error(JSON.stringify(answer))
    const { content } = currentRevision(await world.load(answer.request))
    expect(content).toMatchObject({ kind: 'channel', handle: '@example', mfa: 'passkey' })
  })

  test('when the configuration asks for other requesters, then it is refused', async () => {
    const world = createWorld({ organisation: { requesters: [email('ada')] } })
    expect(await world.ask('eve')).toMatchObject({ outcome: 'refused', code: 'may_not_request' })
    expect(await world.ask('ada')).toMatchObject({ outcome: 'done' })
  })

  test.each(['guest', 'external', 'bot', 'deactivated'] as const)(
    'when the account is %s, then it is refused with that reason, and so is the empty form',
    async (standing) => {
      const world = createWorld()
      const identity = world.accounts.account('ada', { standing })
      expect(await world.ask('ada')).toMatchObject({ outcome: 'refused', code: standing })
      const form = await world.app.service.compose({ identity, kind: 'post' })
      expect(form).toMatchObject({ outcome: 'refused', code: standing })
    },
  )

  test('when the directory does not answer, then it is refused in their language, and works later', async () => {
    const world = createWorld()
    world.accounts.account('ada', { locale: 'de' })
    await world.ask('ada')
    world.accounts.down = true
    expect(await world.ask('ada')).toMatchObject({ code: 'lookup_failed', locale: 'de' })
    world.accounts.down = false
    expect(await world.ask('ada')).toMatchObject({ outcome: 'done' })
  })
})

describe('given a form with something wrong in it', () => {
  const maxText = { [fieldIds.text]: text('x'.repeat(100_000)) }
  test.each([
    ['nothing but control characters', fieldIds.text, { [fieldIds.text]: text('\u0000\u202E') }],
    ['a text that is too long', fieldIds.text, maxText],
    ['a link to this network', fieldIds.link, { [fieldIds.link]: text('http://10.0.0.1/') }],
    ['a slot in the past', fieldIds.slot, { [fieldIds.slot]: instant(0) }],
    ['a slot in two years', fieldIds.slot, { [fieldIds.slot]: instant(Date.UTC(2028, 10, 2)) }],
    [
      'a channel that is not offered',
      fieldIds.channels,
      { [fieldIds.channels]: { type: 'choices', ids: ['x'] } },
    ],
    ['a file that cannot be had', fieldIds.media, { [fieldIds.media]: files('gone') }],
    ['too many files', fieldIds.media, { [fieldIds.media]: files('a', 'b', 'c') }],
  ] as const)(
    'when it is %s, then it is said beside that field and nothing is recorded',
    async (_, field, wrong) => {
      const world = createWorld()
      const answer = await world.ask('ada', typedPost(wrong))
      expect(Object.keys(answer.outcome === 'errors' ? answer.errors : {})).toEqual([field])
      expect(await world.deps.store.list({ by: 'updated', limit: 1 })).toEqual([])
    },
  )

  test('when the deputy is the owner, then it is said beside the deputy', async () => {
    const world = createWorld()
    const answer = await world.app.service.submit({
      identity: world.accounts.identity('ada'),
      purpose: { type: 'compose', kind: 'channel' },
      values: typedChannel({ [fieldIds.deputy]: text('ADA') }),
      dedupeKey: 'k',
    })
    expect(answer).toMatchObject({ outcome: 'errors', errors: { [fieldIds.deputy]: expect.any(String) } })
  })
})

describe('given attached files', () => {
  const upload = (world: World, id: string, bytes: number) =>
    world.uploads.set(id, {
      ok: true,
      bytes: new Uint8Array(bytes),
      name: 'pic\u202Egnp.png',
      mimeType: 'image/png',
      source: `slack:${id}`,
    })

  test('when they can be fetched, then the revision holds their hashes and the bytes are kept', async () => {
    const world = createWorld()
    upload(world, 'F1', 10)
    const request = await world.submitted('ada', typedPost({ [fieldIds.media]: files('F1') }))
    const { content } = currentRevision(request)
    const [media] = content.kind === 'post' ? content.media : []
    expect(media).toMatchObject({ name: 'picgnp.png', bytes: 10 })
    expect((await world.deps.blobs.get(media?.sha256 ?? ''))?.bytes).toHaveLength(10)
  })

  test('when one is larger than allowed, whatever the adapter let through, then it is refused', async () => {
    const world = createWorld()
    upload(world, 'F1', 1_001)
    const answer = await world.ask('ada', typedPost({ [fieldIds.media]: files('F1') }))
    expect(answer).toMatchObject({ outcome: 'errors', errors: { [fieldIds.media]: expect.any(String) } })
  })

  test('when a revision claims to keep a file of somebody else, then it gets none', async () => {
    const world = createWorld()
    const foreign = await world.deps.blobs.put(new Uint8Array(5), {
      mimeType: 'image/png',
      name: 'secret.png',
      source: null,
    })
    const request = await world.submitted('ada')
    await world.fill('ada', 'revise', request, {
      ...typedPost({ [fieldIds.text]: text('Another text') }),
      [fieldIds.media]: { type: 'files', added: [], kept: [foreign] },
    })
    const { content, number } = currentRevision(await world.load(request.id))
    expect({ number, media: content.kind === 'post' && content.media }).toEqual({ number: 2, media: [] })
  })

  test('when a slot is chosen within the year, then it is kept to the millisecond', async () => {
    const world = createWorld()
    const slot = world.deps.clock.now() + 3 * day
    const request = await world.submitted('ada', typedPost({ [fieldIds.slot]: instant(slot) }))
    expect(currentRevision(request).content).toMatchObject({ slot })
  })
})
