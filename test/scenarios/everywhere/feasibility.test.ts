import { describe, expect, test } from 'vitest'
import {
  ordinaryPost,
  type Person,
  type Stack,
  saying,
  startStack,
  verbs,
} from '../../support/stack/everywhere.ts'

/** Asks for a post that is planned for a time, and reads what comes back instead of closing it. */
async function asks(person: Person, slot: number | null) {
  await person.commands('post')
  const told = await person.sends({ ...ordinaryPost, ...(slot === null ? {} : { slot: { at: slot } }) })
  if (told.outcome !== 'saying') throw new Error(JSON.stringify(told))
  const number = Number(/#(\d+)/.exec(told.text)?.[1])
  return { number, told }
}

const asked = ({ mara, clock }: Stack, ahead: string) => asks(mara, clock.in(ahead))

async function eventTypes({ database }: Stack, number: number) {
  const request = await database.store.requestByNumber(number)
  return (await database.store.read(request ?? '')).map(({ event }) => event.type)
}

describe('given a post that is asked for on Monday at nine', () => {
  test('when there is no hurry, then the confirmation says who decides by when, and that the time can be met', async () => {
    const stack = await startStack()
    const { number, told } = await asked(stack, '5wd')
    expect(told.text).toMatch(/Who decides by when: Security and Legal by .*2 Nov.*17:00/)
    expect(told.text).toMatch(
      /mediation until .*3 Nov.*16:30.*Carla Reyes by .*4 Nov.*16:00.*then Emil .* by .*5 Nov/,
    )
    expect(told.text).toContain('can be met, even if an executive has to rule')
    expect(verbs(stack.mara.dialog ?? { buttons: [] })).toEqual([])
    expect(stack.mara.sees(number).text).toMatch(
      /Can it be met\?[\s\S]*Yes, even if an executive has to rule/,
    )
    expect(stack.sam.sees(number).text).not.toContain('Planned for Mon 9 Nov')
    expect(stack.sam.sees(number).text).not.toContain('Can it be met?')
  })

  test('when it goes out as soon as approved, then the confirmation names who decides, and nothing else', async () => {
    const { mara } = await startStack()
    const { number, told } = await asks(mara, null)
    expect(told.text).toContain('Who decides by when')
    expect(told.text).not.toContain('planned time')
    expect(mara.sees(number).text).not.toContain('Can it be met?')
  })

  test('when a deadlock would miss the time, then both sides are told what it takes', async () => {
    const stack = await startStack()
    const { number, told } = await asked(stack, '3wd')
    expect(told.text).toMatch(
      /can be met if every group decides in time and they agree\. From .*5 Nov.*15:45/,
    )
    expect(stack.mara.sees(number).text).toMatch(/Yes, if every group decides in time and they agree\./)
    expect(stack.sam.sees(number).text).toMatch(
      /decide by .*2 Nov.*, so that it can be met even if the groups disagree/,
    )
    expect(stack.lena.sees(number).text).toContain('dann ist der Termin auch bei Uneinigkeit zu halten')
  })

  test('when it cannot be met, then the earliest time that can is one press away, and the request is in the ledger either way', async () => {
    const stack = await startStack()
    const { mara, sam, lena } = stack
    const { number, told } = await asked(stack, '4h')
    expect(told.text).toMatch(/cannot be met: deciding may take until .*2 Nov.*17:00/)
    expect(told.text).toMatch(/The earliest time that can be met is .*2 Nov.*17:15/)
    expect(told.text).toContain('Your request was sent all the same.')
    expect(mara.sees(number).text).toMatch(/No, deciding may take until/)
    expect(sam.sees(number).text).toMatch(
      /Planned for .*13:00.*: please decide before then, so that it can be met/,
    )
    await lena.approves(number)

    expect(await mara.pressesInDialog('reschedule')).toMatchObject(saying('recorded'))
    expect(mara.sees(number).text).toMatch(/Planned for[\s\S]*2 Nov.*17:15/)
    expect(mara.sees(number).text).toContain('Yes, if every group decides in time')
    expect(lena.sees(number).text).toMatch(/Geplant für[\s\S]*2\. Nov.*17:15/)
    expect(sam.sees(number).text).not.toContain('please decide before then')
    // The colleague's decision stands: what moved is no content.
    await sam.approves(number)
    expect(mara.sees(number).headline).toContain('publish it as planned')
    expect(await eventTypes(stack, number)).toEqual([
      'submitted',
      'decided',
      'rescheduled',
      'decided',
      'approved',
    ])
  })

  test('when the button is pressed after that time has come as well, then nothing changes and the reason is told', async () => {
    const stack = await startStack()
    const { mara, clock } = stack
    const { number } = await asked(stack, '4h')
    const back = mara.turnsToAnotherWindow()
    await clock.strikes('Mon 17:20')
    back()
    expect(await mara.pressesInDialog('reschedule')).toMatchObject(saying('not in the future'))
    expect(await eventTypes(stack, number)).not.toContain('rescheduled')
  })

  test('when somebody reads German, then all of it is German', async () => {
    const stack = await startStack()
    const { tom, clock } = stack
    const { number, told } = await asks(tom, clock.in('4h'))
    expect(told.text).toContain('Wer bis wann entscheidet: Security und Legal bis')
    expect(told.text).toContain('ist nicht zu halten: Die Entscheidung kann bis')
    expect(tom.sees(number).text).toContain('Ist der Termin zu halten?')
    await clock.passes('4h')
    expect(tom.isTold(number, /Nichts wird von selbst verspätet veröffentlicht/).headline).toContain(
      'der geplante Termin ist vorbei, bitte wählen Sie einen neuen',
    )
  })
})

describe('given a planned time that comes before the decision', () => {
  test('then the requester alone is told at that moment, chooses a new time, and decisions stand', async () => {
    const stack = await startStack()
    const { mara, sam, lena, clock } = stack
    const { number } = await asked(stack, '3h')
    await mara.closes()
    await sam.approves(number)
    for (const person of [mara, sam, lena]) person.news()
    await clock.strikes('Mon 11:59')
    expect(mara.news()).toEqual([])
    await clock.strikes('Mon 12:00')
    expect(mara.news()).toEqual([
      expect.stringContaining('the planned time has passed, please choose a new one'),
    ])
    expect([sam.news(), lena.news()]).toEqual([[], []])
    expect(mara.sees(number).text).toMatch(/No, the time has passed.*the earliest that can be met is .*17:15/)
    expect(lena.sees(number).text).toContain('Bitte entscheiden Sie trotzdem')

    expect(verbs(mara.isTold(number, /Nothing is published late by itself/))).toEqual([])
    const form = await mara.presses(number, 'reschedule')
    if (form.shows !== 'form') throw new Error('no form')
    const [field] = form.form.fields
    expect(field?.value).toBe(clock.in('5h') + 15 * 60_000)
    expect(await mara.sends({ slot: { at: clock.now() - 60_000 } })).toMatchObject({ outcome: 'errors' })
    expect(await mara.sends({ slot: { at: clock.in('5h') + 15 * 60_000 } })).toEqual({ outcome: 'done' })
    expect(mara.sees(number).text).toContain('Yes, if every group decides in time')
    await lena.approves(number)
    expect(verbs(mara.sees(number))).toContain('publish')
    expect((await eventTypes(stack, number)).filter((type) => type === 'slot_missed')).toHaveLength(1)
  })

  test('when it is approved late all the same, then it is not published before a new time is chosen', async () => {
    const stack = await startStack()
    const { mara, sam, lena, clock } = stack
    const { number } = await asked(stack, '3h')
    await clock.passes('3h')
    await sam.approves(number)
    await lena.approves(number)
    expect(verbs(mara.sees(number))).not.toContain('publish')
    expect(mara.sees(number).headline).toContain('please choose a new one')
  })

  test('when an executive has it, then the requester is told and chooses after the ruling', async () => {
    const stack = await startStack()
    const { mara, sam, lena, carla, clock } = stack
    const { number } = await asked(stack, '2wd')
    await mara.closes()
    await sam.approves(number)
    await lena.rejects(number, { reason: 'Zu gewagt.', wouldAccept: 'Ohne das Bild.' })
    await clock.passes('8wh')
    expect(carla.sees(number).headline).toContain('needs your ruling')
    expect(verbs(mara.sees(number))).not.toContain('reschedule')
    await clock.strikes('Wed 09:00')
    expect(mara.isTold(number, /If the ruling approves it, you choose a new time then\./).headline).toMatch(
      /the planned time has passed$/,
    )
    await carla.rules(number, 'approve', 'The fair matters.')
    expect(verbs(mara.sees(number))).toEqual(['reschedule', 'revise', 'withdraw'])
  })
})

describe('given a planned time that is moved', () => {
  test('when it is moved to an earlier one, then the field says that this takes a revision', async () => {
    const stack = await startStack()
    const { mara, clock } = stack
    const { number } = await asked(stack, '2wd')
    await mara.closes()
    await mara.presses(number, 'reschedule')
    expect(await mara.sends({ slot: { at: clock.in('1wd') } })).toMatchObject({
      outcome: 'errors',
      errors: { slot: expect.stringContaining('revise the request') },
    })
  })

  test('when it is revised to a time that cannot be met, then that is said at once too, with the way out', async () => {
    const stack = await startStack()
    const { mara, clock } = stack
    const { number } = await asked(stack, '5wd')
    await mara.closes()
    const told = await mara.tries(number, 'revise', { text: 'Hall 5.', slot: { at: clock.in('2h') } })
    expect(told).toMatchObject(saying('cannot be met'))
    expect(verbs(mara.dialog ?? { buttons: [] })).toEqual(['reschedule'])
    expect(mara.sees(number).text).toContain('No, deciding may take until')
  })
})
