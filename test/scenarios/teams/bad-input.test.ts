import { describe, expect, test } from 'vitest'
import type { Trouble } from '../../../adapters/sandbox/teams-server/troubles.ts'
import { isInert } from '../../../adapters/teams/escape.ts'
import { limits, sizeOf } from '../../../adapters/teams/limits.ts'
import { ordinaryPost, type Person, verbs } from '../../support/stack/index.ts'
import { formDataOf, inputsOf } from '../../support/stack/teams-reading.ts'
import { startTeamsStack } from '../../support/stack/teams-start.ts'
import { markdownTexts, nodesIn } from '../../support/teams/reading.ts'

type Stack = Awaited<ReturnType<typeof startTeamsStack>>
type Fields = Readonly<Record<string, unknown>>
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null

const otherTenant = 'bbbbbbbb-0000-4000-8000-000000000002'

/** How many events are in the ledger of a request. */
async function recorded({ database }: Stack, number: number) {
  const request = await database.store.requestByNumber(number)
  return (await database.store.read(request ?? '')).length
}

/** What the button carries, with what a forger changes of its claim. */
function dataOf(person: Person, number: number, verb: string, forged: Fields = {}): Fields {
  const button = person.sees(number).buttons.find((one) => one.verb === verb)
  const address: unknown = JSON.parse(button?.address ?? 'null')
  const data = isFields(address) && isFields(address.data) ? address.data : {}
  return { ...data, claim: { ...(isFields(data.claim) ? data.claim : {}), ...forged } }
}

/** Sends a press to the bot as Teams signs it; `activity` is what a forger changes. Gives the status and the words. */
async function forges(
  { teams, settle }: Stack,
  press: { readonly by: string; readonly data: Fields; readonly in?: string; readonly activity?: Fields },
) {
  const conversation = teams.tenant.conversations.get(press.in ?? `a:${press.by}`)
  if (conversation === undefined) throw new Error('there is no such conversation')
  const value = { action: { type: 'Action.Execute', verb: 'choice', data: press.data }, trigger: 'manual' }
  const { status, body } = await teams.sender.send(press.by, conversation, {
    type: 'invoke',
    name: 'adaptiveCard/action',
    value,
    ...press.activity,
  })
  await settle()
  const told = body?.type === 'application/vnd.microsoft.activity.message' ? String(body.value) : null
  return { status, told }
}

/** What the open form carries, with everything as it stands in its fields. */
function formIn({ tenant }: Stack['teams'], { user }: Person): Fields {
  const card = tenant.dialogs.get(user)?.at(-1)?.card
  const inputs = inputsOf(card).map(({ id, value }) => [String(id), String(value ?? '')])
  return { ...formDataOf(card), ...Object.fromEntries(inputs) }
}

const purposeOf = ({ form }: Fields): Fields => (isFields(form) && isFields(form.purpose) ? form.purpose : {})

/** Sends a form as Teams does, in an activity of that id. */
async function submits({ teams, settle }: Stack, { user }: Person, data: Fields, id: string) {
  const conversation = teams.tenant.openDirect(user)
  const value = { data, context: { theme: 'default' } }
  const answer = await teams.sender.send(user, conversation, {
    id,
    type: 'invoke',
    name: 'task/submit',
    value,
  })
  await settle()
  return answer
}

const channelOf = ({ teams }: Stack) => {
  const channel = [...teams.tenant.conversations.values()].find(({ type }) => type === 'channel')
  if (channel === undefined) throw new Error('there is no channel')
  return channel
}

describe('given a press by somebody who has no say', () => {
  test('when its conversation or its sender is of another tenant, then it is refused, and nothing is recorded', async () => {
    const stack = await startTeamsStack()
    const { mara, sam } = stack
    const post = await mara.asksForPost()
    const before = await recorded(stack, post)
    const data = dataOf(sam, post, 'approve')
    const elsewhere: readonly Fields[] = [
      { conversation: { id: `a:${sam.user}`, conversationType: 'personal', tenantId: otherTenant } },
      { from: { id: `29:${sam.user}`, aadObjectId: sam.user, tenantId: otherTenant } },
      { channelData: { tenant: { id: otherTenant } } },
    ]
    for (const activity of elsewhere)
      expect(await forges(stack, { by: sam.user, data, activity })).toEqual({ status: 403, told: null })
    expect(await recorded(stack, post)).toBe(before)
    await sam.approves(post)
  })

  test('when a guest presses the group’s card in the channel, or somebody whom Entra does not know, then they are told so', async () => {
    const stack = await startTeamsStack()
    const { mara, sam, gita } = stack
    const channel = channelOf(stack)
    const post = await mara.asksForPost()
    const before = await recorded(stack, post)
    const data = dataOf(sam, post, 'approve')
    channel.members.add(gita.user)
    const guest = await forges(stack, { by: gita.user, data, in: channel.id })
    expect(guest.status).toBe(200)
    expect(guest.told).toMatch(/guest/i)
    const stranger = '99999999-0000-4000-8000-000000000009'
    const unknown = await forges(stack, { by: stranger, data, in: channel.id })
    expect(unknown.status).toBe(200)
    expect(unknown.told).not.toBeNull()
    expect(await recorded(stack, post)).toBe(before)
    expect(verbs(sam.sees(post))).toContain('approve')
  })
})

describe('given a press that no card of ours could send', () => {
  test('when its claim is of another request, altered or none at all, then the person is told, and nothing is recorded', async () => {
    const stack = await startTeamsStack()
    const { mara, sam } = stack
    const post = await mara.asksForPost()
    const other = await mara.asksForPost({ text: 'Meet us in hall 5.' })
    const count = async () => [await recorded(stack, post), await recorded(stack, other)]
    const before = await count()
    const { claim } = dataOf(sam, other, 'approve')
    const { r, d } = isFields(claim) ? claim : {}
    const forgeries: readonly Fields[] = [
      dataOf(sam, post, 'approve', { r }),
      dataOf(sam, post, 'approve', { d }),
      dataOf(sam, post, 'approve', { d: '0'.repeat(64) }),
      dataOf(sam, post, 'approve', { d: 'short' }),
      dataOf(sam, post, 'approve', { r: 'nothing-of-ours' }),
      dataOf(sam, post, 'approve', { v: 'rule_approve' }),
      dataOf(sam, post, 'approve', { v: 'withdraw' }),
      dataOf(sam, post, 'approve', { also: 'admin' }),
      { countersign: 'choice' },
      {},
    ]
    for (const data of forgeries) {
      const { status, told } = await forges(stack, { by: sam.user, data })
      expect([status, told === null ? null : told.length > 20], JSON.stringify(data)).toEqual([200, true])
      expect(await count()).toEqual(before)
    }
    await sam.approves(post)
    await sam.approves(other)
  })

  test('when its form is of another request, of words that nobody saw, or of a verb that is not theirs, then nothing is recorded', async () => {
    const stack = await startTeamsStack()
    const { mara, sam, teams } = stack
    const post = await mara.asksForPost()
    const other = await mara.asksForPost({ text: 'Meet us in hall 5.' })
    const count = async () => [await recorded(stack, post), await recorded(stack, other)]
    const before = await count()
    await sam.presses(other, 'approve')
    const theirs = purposeOf(formIn(teams, sam))
    await sam.closes()
    await sam.presses(post, 'approve')
    const data = formIn(teams, sam)
    const forgeries: readonly Fields[] = [
      { request: theirs.request },
      { digest: theirs.digest },
      { digest: '0'.repeat(64) },
      { verb: 'rule_approve' },
      { verb: 'withdraw' },
      { request: 'nothing-of-ours' },
      { type: 'verb', also: 'admin' },
    ]
    for (const forged of forgeries) {
      const purpose = { ...purposeOf(data), ...forged }
      const form = { ...(isFields(data.form) ? data.form : {}), purpose }
      expect((await submits(stack, sam, { ...data, form }, 'forged')).status).toBe(200)
      expect([forged, await count()]).toEqual([forged, before])
    }
    await sam.sends({})
    expect(await recorded(stack, post)).toBeGreaterThan(before[0] ?? 0)
  })

  test('when the same form is delivered twice, also as another activity, then it is one decision', async () => {
    const stack = await startTeamsStack()
    const { mara, sam, teams } = stack
    const post = await mara.asksForPost()
    const before = await recorded(stack, post)
    await sam.presses(post, 'approve')
    const data = formIn(teams, sam)
    expect((await submits(stack, sam, data, 'first')).status).toBe(200)
    const once = await recorded(stack, post)
    expect(once).toBeGreaterThan(before)
    for (const id of ['first', 'second']) {
      expect((await submits(stack, sam, data, id)).status).toBe(200)
      expect(await recorded(stack, post)).toBe(once)
    }
    expect(mara.sees(post).headline).toContain('is waiting for Legal')
  })
})

test('given words that make a card too large for Teams, then it is shortened, says so, and keeps every choice', async () => {
  const stack = await startTeamsStack()
  const { mara, sam, lena, teams } = stack
  const short = await mara.asksForPost()
  // Braces are parted into runs of their own, so that this weighs many times what it says.
  const heavy = '{'.repeat(990)
  const post = await mara.asksForPost({
    text: `${'{'.repeat(2_900)} END`,
    need_why: heavy,
    need_if_late: heavy,
  })
  for (const person of [sam, lena]) {
    expect(verbs(person.sees(post))).toEqual(verbs(person.sees(short)))
    expect(person.sees(post).text).not.toContain('END')
    await person.presses(post, 'details')
  }
  expect(sam.sees(post).text).toContain('Shortened to fit here. Open Details')
  for (const { messages } of teams.tenant.conversations.values())
    for (const { attachments } of messages)
      for (const { content } of attachments)
        expect(sizeOf(isFields(content) ? content : {})).toBeLessThanOrEqual(limits.card.bytes)
  await sam.approves(post)
})

test('given markdown, links and mentions in what people write, then nothing of it lives on the cards that arrive', async () => {
  const stack = await startTeamsStack()
  const { mara, sam, lena, teams } = stack
  const hostile =
    '[Bank](https://evil.example) **b** @everyone <at>everyone</at> <at>Security</at> {{DATE(2026-01-01T00:00:00Z,SHORT)}}'
  const post = await mara.asksForPost({ text: hostile, need_why: hostile, audience: hostile })
  await sam.rejects(post, { reason: hostile, wouldAccept: hostile })
  await lena.approves(post)
  await mara.says(post, hostile)
  const people = new Set([...teams.tenant.people.values()].map(({ name }) => `<at>${name}</at>`))
  for (const { messages } of teams.tenant.conversations.values())
    for (const { from, text, entities, attachments } of messages) {
      if (from !== null) continue
      // A card's own text is all there is: what stands beside it could be markup.
      expect([text, entities]).toEqual(['', []])
      for (const { content } of attachments) {
        const mentions = markdownTexts(content).filter((line) => line.includes('<at>'))
        for (const name of mentions.flatMap((line) => line.split(', '))) expect(people).toContain(name)
        for (const line of markdownTexts(content))
          if (!line.includes('<at>')) expect([line, isInert(line)]).toEqual([line, true])
        const own = isFields(content) && isFields(content.msteams) ? (content.msteams.entities ?? []) : []
        expect(JSON.stringify(own)).not.toMatch(/everyone|Security/)
        for (const { url } of nodesIn(content).filter(({ type }) => type === 'Action.OpenUrl'))
          expect(url).not.toContain('evil.example')
      }
    }
  // It is there to be read, word by word.
  expect(lena.sees(post).text).toContain('[Bank](https://evil.example) **b** @everyone <at>everyone</at>')
})

describe('given that Microsoft is in trouble all the way through a request', () => {
  const card = /^(POST|PUT) .*\/activities/
  const seconds = 30
  const kinds: Readonly<Record<string, readonly Trouble[]>> = {
    'asks to wait': [{ status: 429, retryAfter: seconds, times: 6, of: card }],
    'is asked too early, breaks and is late': [
      { status: 412, times: 3, of: card },
      { status: 502, times: 3, of: card },
      { status: 504, times: 3, of: card },
    ],
  }
  test.each(Object.keys(kinds))(
    'when it %s, then every card is right in the end, and none came while Teams wanted to be left alone',
    async (kind) => {
      const { mara, sam, noor, lena, teams, teamsNow, clock } = await startTeamsStack()
      const until = new Map<string, number>()
      const early: string[] = []
      let met = 0
      teams.troubles.watch((call, trouble) => {
        const place = /\/conversations\/([^/]+)\/activities/.exec(call)?.[1]
        if (place === undefined) return
        if (teamsNow() < (until.get(place) ?? 0)) early.push(call)
        if (trouble === null) return
        met += 1
        if (trouble.retryAfter !== undefined) until.set(place, teamsNow() + trouble.retryAfter * 1000)
      })
      const storm = () => {
        for (const trouble of kinds[kind] ?? []) teams.troubles.make(trouble)
      }
      await mara.commands('post')
      storm()
      await mara.sends(ordinaryPost)
      await mara.closes()
      const post = 1
      await clock.passes('10m')
      for (const act of [() => sam.approves(post), () => lena.approves(post)]) {
        storm()
        await act()
        await clock.passes('10m')
      }
      expect(met).toBeGreaterThan(15)
      expect(teams.troubles.left()).toBe(0)
      expect(early).toEqual([])
      for (const person of [mara, sam, noor, lena])
        expect(person.about(post).filter(({ place }) => place === 'direct').length).toBeGreaterThan(0)
      expect(mara.sees(post).headline).toContain('is approved')
      expect(noor.channelCardOf(post).text).toContain('Sam Okafor')
      for (const person of [sam, noor, lena]) expect(verbs(person.sees(post))).not.toContain('approve')
    },
  )
})
