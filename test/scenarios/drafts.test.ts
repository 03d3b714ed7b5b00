import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { organisationYaml } from '../../adapters/sandbox/organisation.ts'
import { ordinaryPost, type Person, riskyChannel, saying, startStack } from '../support/stack/index.ts'

const entered = (person: Person, id: string) => person.dialog?.fields.find((field) => field.id === id)?.value
const drawn = { name: 'stand.png', mimeType: 'image/png', bytes: Buffer.from('a picture') }

describe('given somebody who types into the form and leaves it', () => {
  test('when they come back with the bare command, then they can go on where they stopped', async () => {
    const { mara, sam, slack } = await startStack()
    await mara.commands('post')
    await slack.client.types(mara.user, {
      channels: ['linkedin'],
      text: 'Half a sent',
      audience: 'Customers',
    })
    await mara.closes()
    expect(await mara.commands('')).toMatchObject(saying('Half a sent'))
    expect(mara.dialog?.text).toContain('Post, your draft from')
    await mara.pressesInDialog('draft:go')
    expect(mara.dialog?.text).toContain('This is your draft from')
    expect([entered(mara, 'channels'), entered(mara, 'text'), entered(mara, 'audience')]).toEqual([
      ['linkedin'],
      'Half a sent',
      'Customers',
    ])
    expect(await mara.sends({ ...ordinaryPost, text: 'A whole sentence.' })).toMatchObject(
      saying('Request #1 is submitted'),
    )
    await mara.closes()
    expect(sam.sees(1).text).toContain('A whole sentence.')
    await mara.commands('')
    expect(mara.dialog?.buttons.map(({ verb }) => verb)).not.toContain('draft:go')
  })

  test('when they begin anew instead, then the form is empty and names the draft; nobody else sees it', async () => {
    const { tom, mara, slack } = await startStack()
    await tom.commands('channel')
    await slack.client.types(tom.user, { handle: '@geheim' })
    await tom.closes()
    await tom.commands('channel')
    expect(entered(tom, 'handle')).toBeNull()
    expect(tom.dialog?.text).toContain('Sie haben einen Entwurf (')
    await tom.closes()
    await mara.commands('')
    expect(mara.dialog?.text).not.toContain('geheim')
  })

  test('when they discard it, then it is gone from the menu, and stays gone', async () => {
    const { mara, slack } = await startStack()
    await mara.commands('post')
    await slack.client.types(mara.user, { text: 'Never mind' })
    await mara.closes()
    await mara.commands('')
    await mara.pressesInDialog('draft:discard')
    expect(mara.dialog?.text).not.toContain('Never mind')
    await mara.closes()
    await mara.commands('')
    expect(mara.dialog?.buttons.map(({ verb }) => verb)).not.toContain('draft:go')
  })

  test('when two weeks have passed, then it is forgotten', async () => {
    const { mara, slack, clock } = await startStack()
    await mara.commands('post')
    await slack.client.types(mara.user, { text: 'Long ago' })
    await mara.closes()
    await clock.passes('13d')
    expect(await mara.commands('')).toMatchObject(saying('Long ago'))
    await mara.closes()
    await clock.passes('2d')
    await mara.commands('')
    expect(mara.dialog?.text).not.toContain('Long ago')
  })
})

describe('given a form that could not be taken', () => {
  test('when it is wrong and then closed, then everything typed and attached is offered again', async () => {
    const { mara, sam } = await startStack()
    await mara.commands('post')
    const slot = { at: Date.UTC(2020, 0, 1) }
    expect(await mara.sends({ ...ordinaryPost, slot, media: { files: [drawn] } })).toMatchObject({
      outcome: 'errors',
    })
    await mara.closes()
    await mara.commands('')
    await mara.pressesInDialog('draft:go')
    expect(entered(mara, 'text')).toBe(ordinaryPost.text)
    expect(mara.dialog?.fields.find(({ id }) => id === 'kept:media')?.options).toMatchObject([
      { label: 'stand.png' },
    ])
    expect(await mara.sends({ slot: { at: Date.UTC(2026, 11, 1) } })).toMatchObject(saying('is submitted'))
    expect(sam.sees(1).pictures).toEqual(['stand.png'])
  })

  test('when the database is locked and the form is closed, then what was typed is there once it works', async () => {
    const { mara, sam, database, log, settle } = await startStack()
    log.expects(/failed .*"name":"StoreUnavailable"/)
    await mara.commands('channel')
    const other = new Database(database.file)
    other.exec('begin immediate')
    expect(await mara.sends(riskyChannel)).toMatchObject({ outcome: 'errors' })
    await mara.closes()
    expect(await mara.commands('')).toMatchObject(saying('@example.dev'))
    await mara.closes()
    other.exec('rollback')
    other.close()
    await settle()
    await mara.commands('')
    await mara.pressesInDialog('draft:go')
    expect(await mara.sends({})).toMatchObject(saying('is submitted'))
    expect(sam.sees(1).text).toContain('@example.dev')
  })
})

test('given a draft, when App Home is opened, then it is offered there and can be discarded there', async () => {
  const { mara, slack, settle } = await startStack()
  await mara.commands('post')
  await slack.client.types(mara.user, { text: 'On my way home' })
  await mara.closes()
  const home = async () => {
    const { workspace } = slack.server
    const before = workspace.homes.get(mara.user)?.hash
    await new Promise<void>((resolve) => {
      const forget = workspace.onChange(() => {
        if (workspace.homes.get(mara.user)?.hash === before) return
        forget()
        resolve()
      })
      slack.server.openHome(mara.user)
    })
    await settle()
    return slack.client.home(mara.user)
  }
  const shown = await home()
  expect(shown.text).toContain('On my way home')
  const discard = shown.buttons.find(({ verb }) => verb === 'draft:discard')
  if (discard === undefined) throw new Error(shown.text)
  await slack.client.pressAtHome(mara.user, discard)
  expect(slack.client.home(mara.user).text).not.toContain('On my way home')
})

describe('given a finished request', () => {
  test('when its requester uses it as a template, then the form has its answers and files, but no time', async () => {
    const { mara, sam } = await startStack()
    const slot = { at: Date.UTC(2026, 11, 1) }
    const post = await mara.asksForPost({ ...ordinaryPost, slot, media: { files: [drawn] } })
    await mara.withdraws(post)
    expect(mara.sees(post).buttons.map(({ label }) => label)).toContain('Use as template')
    await mara.presses(post, 'template')
    expect(mara.dialog?.text).toContain(`Copied from request #${post}.`)
    expect([entered(mara, 'text'), entered(mara, 'slot')]).toEqual([ordinaryPost.text, null])
    expect(await mara.sends({})).toMatchObject(saying('Request #2 is submitted'))
    expect(sam.sees(2).pictures).toEqual(['stand.png'])
    expect(mara.sees(post).headline).toContain('withdrawn')
  })
})

test('given somebody who may not ask any more, when they go on with a draft, then they are refused and keep it', async () => {
  const { mara, slack } = await startStack({
    organisationYaml: organisationYaml.replace(
      'requesters: everyone',
      'requesters: [slack:S0LEGAL0001, mara@example.com]',
    ),
  })
  await mara.commands('post')
  await slack.client.types(mara.user, { text: 'Still mine' })
  await mara.closes()
  await mara.commands('')
  slack.changes(mara.user, { email: 'other@example.com' })
  expect(await mara.pressesInDialog('draft:go')).toMatchObject(saying('You are not among the people'))
  await mara.closes()
  slack.changes(mara.user, { email: 'mara@example.com' })
  expect(await mara.commands('')).toMatchObject(saying('Still mine'))
})
