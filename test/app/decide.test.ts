import { describe, expect, test } from 'vitest'
import { currentRevision } from '../../src/domain/request/queries.ts'
import { fieldIds } from '../../src/view/forms.ts'
import { email, group } from '../support/app/organisation.ts'
import { cardAt, noticesAt, verbsAt } from '../support/app/screens.ts'
import {
  choice,
  instant,
  text,
  typedChanges,
  typedCondition,
  typedPost,
  typedReason,
  typedRejection,
} from '../support/app/typed.ts'
import { createWorld } from '../support/app/world.ts'

describe('given an approved post that is planned for later', () => {
  test('when that time comes, then the card says that it can be published, without anything else happening', async () => {
    const world = createWorld()
    const hour = 3_600_000
    const slot = world.deps.clock.now() + 3 * hour
    const request = await world.submitted('ada', typedPost({ [fieldIds.slot]: instant(slot) }))
    await world.approve('sec1', request, 'security')
    await world.approve('legal1', request, 'legal')
    await world.settle()
    expect(cardAt(world.chat, '@ada').headline).toContain('publish it as planned')
    const { length } = await world.deps.store.read(request.id)
    await world.later(3 * hour)
    expect(cardAt(world.chat, '@ada').headline).toContain('you can publish it')
    expect(await world.deps.store.read(request.id)).toHaveLength(length)
  })
})

describe('given a request in review', () => {
  test('when each group approves, then it is approved, the requester is told once, and no decision is left', async () => {
    const world = createWorld()
    const request = await world.submitted('ada')
    expect(await world.approve('sec1', request, 'security')).toMatchObject({
      outcome: 'done',
    })
    await world.settle()
    expect(noticesAt(world.chat, '@ada')).toEqual([])
    await world.approve('legal1', request, 'legal')
    await world.settle()
    expect((await world.load(request.id)).status).toBe('approved')
    expect(noticesAt(world.chat, '@ada')).toHaveLength(1)
    for (const place of ['@sec1', '@sec2', '@legal1'])
      expect(verbsAt(world.chat, place)).not.toContain('approve')
  })

  test('when the button names no group, then the one that the person is in counts', async () => {
    const world = createWorld()
    const request = await world.submitted('ada')
    await world.fill('legal1', 'approve', request, {})
    expect((await world.load(request.id)).decisions).toMatchObject([{ group: 'legal' }])
  })

  test('when a click is delivered again, then it is answered the same and recorded once', async () => {
    const world = createWorld()
    const request = await world.submitted('ada')
    const again = { subject: 'security', dedupeKey: 'one-click' }
    const first = await world.fill('sec1', 'approve', request, {}, again)
    expect(await world.fill('sec1', 'approve', request, {}, again)).toEqual(first)
    expect((await world.load(request.id)).version).toBe(request.version + 1)
  })

  test('when a recorded click is delivered again and nobody can be looked up, then it is still answered as done', async () => {
    const world = createWorld()
    const request = await world.submitted('ada')
    const again = { subject: 'security', dedupeKey: 'one-click' }
    await world.fill('sec1', 'approve', request, {}, again)
    await world.ask('ada', typedPost(), 'one-question')
    world.accounts.down = true
    expect(await world.fill('sec1', 'approve', request, {}, again)).toMatchObject({ outcome: 'done' })
    expect(await world.ask('ada', typedPost(), 'one-question')).toMatchObject({ outcome: 'done' })
    expect(
      await world.fill('sec2', 'reject', request, typedRejection, { subject: 'security' }),
    ).toMatchObject({
      outcome: 'refused',
      code: 'lookup_failed',
    })
  })

  test('when the button is pressed a second time, then nothing more happens', async () => {
    const world = createWorld()
    const request = await world.submitted('ada')
    await world.approve('sec1', request, 'security')
    const version = (await world.load(request.id)).version
    await world.approve('sec1', request, 'security')
    const answer = await world.fill('sec1', 'reject', request, typedRejection, { subject: 'security' })
    expect(answer).toMatchObject({ outcome: 'refused', code: 'already_decided' })
    expect((await world.load(request.id)).version).toBe(version)
  })

  test('when a revision came in between, then the click is refused and the card redrawn', async () => {
    const world = createWorld()
    const old = await world.submitted('ada')
    await world.fill('ada', 'revise', old, typedPost({ [fieldIds.text]: text('Hall 5') }))
    await world.settle()
    const before = world.chat.calls.length
    const answers = [
      await world.click('sec1', 'approve', old, { subject: 'security' }),
      await world.approve('sec1', old, 'security'),
    ]
    for (const answer of answers) expect(answer).toMatchObject({ outcome: 'refused', code: 'stale_revision' })
    await world.settle()
    const redrawn = world.chat.calls.slice(before).map(({ place, type }) => `${type} ${place}`)
    expect(redrawn).toContain('edit @sec1')
    const current = currentRevision(await world.load(old.id)).digest
    expect(cardAt(world.chat, '@sec1').digest).toBe(current)
  })

  test('when a click is refused, then its own card and that of the channel are redrawn, and all only when the request has moved on', async () => {
    const security = group('security', [email('sec1'), email('sec2')], { channel: 'C1' })
    const legal = group('legal', [email('legal1')], { channel: 'C2' })
    const world = createWorld({ organisation: { groups: [security, legal] } })
    const request = await world.submitted('ada')
    const redrawnBy = async (user: string, verb: 'approve' | 'publish') => {
      const before = world.chat.calls.length
      const subject = verb === 'approve' ? { subject: 'security' } : {}
      const answer = await world.click(user, verb, request, subject)
      await world.settle()
      const places = world.chat.calls.slice(before).map(({ place }) => place)
      return [answer.outcome === 'refused' && answer.code, ...places.sort()]
    }
    expect(await redrawnBy('eve', 'approve')).toEqual(['not_reviewer', 'C1'])
    await world.approve('sec1', request, 'security')
    await world.settle()
    expect(await redrawnBy('sec1', 'approve')).toEqual(['already_decided', '@sec1', 'C1'])
    expect(await redrawnBy('sec2', 'publish')).toEqual(['not_requester', '@sec2', 'C1', 'C2'])
    await world.fill('ada', 'withdraw', request, {})
    await world.settle()
    const all = ['@ada', '@legal1', '@sec1', '@sec2', 'C1', 'C2']
    expect(await redrawnBy('sec2', 'approve')).toEqual(['not_now', ...all])
  })

  test('when a revision voids a decision, then its reviewers are told and asked again', async () => {
    const world = createWorld()
    const request = await world.submitted('ada')
    await world.approve('sec1', request, 'security')
    await world.fill('ada', 'revise', request, typedPost({ [fieldIds.text]: text('Hall 5') }))
    await world.settle()
    expect(noticesAt(world.chat, '@sec1')).toHaveLength(1)
    expect(noticesAt(world.chat, '@ada')).toEqual([])
    expect(verbsAt(world.chat, '@sec1')).toContain('approve')
  })

  test('when somebody was taken out of the group, then they are told so, and see no choices any more', async () => {
    const world = createWorld()
    const request = await world.submitted('ada')
    const groups = [group('security', [email('sec2')]), group('legal', [email('legal1')])]
    world.config.current = { ...world.config.current, groups }
    const answer = await world.approve('sec1', request, 'security')
    expect(answer).toMatchObject({ outcome: 'refused', code: 'not_reviewer' })
    await world.settle()
    expect(verbsAt(world.chat, '@sec1')).toEqual([])
    expect(cardAt(world.chat, '@sec1').role).toBe('observer')
  })

  test('when the account was closed since the card came, then the click is refused', async () => {
    const world = createWorld()
    const request = await world.submitted('ada')
    world.accounts.account('sec1', { standing: 'deactivated' })
    const answer = await world.approve('sec1', request, 'security')
    expect(answer).toMatchObject({ code: 'deactivated' })
  })

  test('when the user group cannot be looked up, then the click is refused and can be repeated', async () => {
    const security = group('security', [{ type: 'slack_user_group', id: 'S1' }])
    const world = createWorld({ organisation: { groups: [security, group('legal', [email('legal1')])] } })
    world.accounts.group('S1', 'sec1')
    const request = await world.submitted('ada')
    const lookUp = world.accounts.groupMembers.bind(world.accounts)
    world.accounts.groupMembers = async (reference) => {
      world.accounts.down = true
      return lookUp(reference).finally(() => {
        world.accounts.down = false
      })
    }
    const click = () => world.approve('sec1', request, 'security')
    expect(await click()).toMatchObject({ outcome: 'refused', code: 'lookup_failed' })
    world.accounts.groupMembers = lookUp
    expect(await click()).toMatchObject({ outcome: 'done' })
  })

  test('when a reason is missing or too long, then it is said beside the field', async () => {
    const world = createWorld()
    const request = await world.submitted('ada')
    for (const reason of ['  ', 'x'.repeat(50_000)]) {
      const values = { ...typedRejection, [fieldIds.reason]: text(reason) }
      const answer = await world.fill('sec1', 'reject', request, values, { subject: 'security' })
      expect(answer).toMatchObject({ outcome: 'errors', errors: { [fieldIds.reason]: expect.any(String) } })
    }
    expect((await world.load(request.id)).decisions).toEqual([])
  })

  test('when changes are requested and made, then the review begins anew', async () => {
    const world = createWorld()
    const request = await world.submitted('ada')
    await world.fill('sec1', 'request_changes', request, typedChanges, { subject: 'security' })
    await world.settle()
    expect((await world.load(request.id)).status).toBe('changes_requested')
    expect(noticesAt(world.chat, '@ada')).toHaveLength(1)
    await world.fill('ada', 'revise', request, typedPost({ [fieldIds.text]: text('Hall 5') }))
    expect((await world.load(request.id)).status).toBe('in_review')
  })

  test('when the revision is the same as before, then it is said in the form', async () => {
    const world = createWorld()
    const request = await world.submitted('ada')
    const answer = await world.fill('ada', 'revise', request, typedPost())
    expect(answer).toMatchObject({ outcome: 'errors' })
  })

  test('when a group has to do something first, then it is told, and the requester is when it is done', async () => {
    const world = createWorld()
    const request = await world.submitted('ada')
    const forUs = { ...typedCondition, [fieldIds.condition(1, 'owner')]: choice('group') }
    await world.fill('sec1', 'approve_with_conditions', request, forUs, { subject: 'security' })
    await world.approve('legal1', request, 'legal')
    await world.click('ada', 'accept_conditions', request)
    await world.settle()
    for (const place of ['@sec1', '@sec2'])
      expect(noticesAt(world.chat, place).map(({ headline }) => headline)).toEqual([
        'Post #1: 1 condition for you to meet',
      ])
    expect(noticesAt(world.chat, '@legal1')).toEqual([])
    const told = noticesAt(world.chat, '@ada').length
    const approved = await world.load(request.id)
    const [obligation] = approved.status === 'approved' ? approved.approval.obligations : []
    const evidence = { [fieldIds.evidence]: text('Done') }
    await world.fill('sec2', 'meet_condition', request, evidence, { subject: obligation?.id ?? '' })
    await world.settle()
    expect(noticesAt(world.chat, '@ada').slice(told)).toHaveLength(1)
  })

  test('when conditions are set, accepted, met and the post is out, then the ledger has it all', async () => {
    const world = createWorld()
    const request = await world.submitted('ada')
    await world.fill('sec1', 'approve_with_conditions', request, typedCondition, { subject: 'security' })
    await world.approve('legal1', request, 'legal')
    await world.settle()
    expect((await world.load(request.id)).status).toBe('conditions_offered')
    await world.click('ada', 'accept_conditions', request)
    await world.settle()
    // The offer rang; the approval that she brought about herself did not.
    expect(noticesAt(world.chat, '@ada')).toHaveLength(1)
    const approved = await world.load(request.id)
    const [obligation] = approved.status === 'approved' ? approved.approval.obligations : []
    await world.fill(
      'ada',
      'meet_condition',
      request,
      { [fieldIds.evidence]: text('Done') },
      { subject: obligation?.id ?? '' },
    )
    const url = { [fieldIds.url]: text('https://example.com/post/1') }
    expect(await world.fill('ada', 'publish', request, url)).toMatchObject({ outcome: 'done' })
    expect((await world.load(request.id)).status).toBe('published')
  })

  test('when it is withdrawn, then those who decided are told, and every button is gone', async () => {
    const world = createWorld()
    const request = await world.submitted('ada')
    await world.approve('sec1', request, 'security')
    await world.fill('ada', 'withdraw', request, typedReason)
    await world.settle()
    expect(noticesAt(world.chat, '@sec1')).toHaveLength(1)
    expect(noticesAt(world.chat, '@legal1')).toEqual([])
    for (const place of ['@ada', '@sec1', '@sec2', '@legal1']) expect(verbsAt(world.chat, place)).toEqual([])
  })
})

describe('given somebody who looks', () => {
  test('when they have to do with the request, then they see it whole; anybody else is refused', async () => {
    const world = createWorld()
    const request = await world.submitted('ada')
    const details = (user: string) =>
      world.app.service.details({ identity: world.accounts.identity(user), request: request.id })
    for (const user of ['ada', 'sec1', 'cmo']) expect(await details(user)).toMatchObject({ outcome: 'card' })
    expect(await details('eve')).toMatchObject({ outcome: 'refused', code: 'not_involved' })
  })

  test('when they open their overview, then it lists what waits for them and what they asked for', async () => {
    const world = createWorld()
    await world.submitted('ada')
    const counts = async (user: string) => {
      const answer = await world.app.service.home({ identity: world.accounts.identity(user) })
      return answer.outcome === 'home' ? answer.home.sections.map(({ items }) => items.length) : answer
    }
    expect(await counts('sec1')).toEqual([1, 0, 0, 0])
    expect(await counts('ada')).toEqual([0, 1, 0])
  })

  test('when they ask for help while the directory is down, then they get it', async () => {
    const world = createWorld()
    world.accounts.down = true
    const { lines } = await world.app.service.help({ identity: world.accounts.identity('ada') })
    expect(lines.length).toBeGreaterThan(0)
  })
})
