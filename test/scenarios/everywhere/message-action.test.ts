import { expect, test } from 'vitest'
import { organisationYaml } from '../../../adapters/sandbox/organisation.ts'
import { ordinaryPost, type Person, saying, startStack, type Upload } from '../../support/stack/everywhere.ts'

const picture = (size: number, name: string): Upload => ({
  name,
  mimeType: 'image/png',
  bytes: Uint8Array.from({ length: size }, (_, index) => index % 251),
})
const { text: _, ...rest } = ordinaryPost
const fieldOf = (person: Person, id: string) => person.dialog?.fields.find((field) => field.id === id)
const kept = (person: Person) => fieldOf(person, 'kept:media')?.options.map(({ label }) => label)

test('given a message of a colleague, when somebody requests approval of it, then the form holds its text as people read it, and its link', async () => {
  const { mara, sam } = await startStack()
  const text = 'Big news & more: see https://example.com/fair?a=1&b=2 where 3 < 4'
  expect(await mara.requestsApprovalOf({ text })).toMatchObject({
    shows: 'form',
    form: { title: 'New post' },
  })
  expect(fieldOf(mara, 'text')?.value).toBe(text)
  expect(fieldOf(mara, 'link')?.value).toBe('https://example.com/fair?a=1&b=2')
  expect(mara.dialog?.text).toContain('The text comes from the message.')
  expect(await mara.sends(rest)).toMatchObject(saying('Request #1 is submitted'))
  expect(sam.sees(1).text).toContain('Big news & more')
})

test('given a message with files, then they are fetched into the form, and reviewers see them', async () => {
  const { tom, sam } = await startStack()
  await tom.requestsApprovalOf({
    text: 'Unser Stand',
    files: [picture(200, 'stand.png'), picture(300, 'halle.png')],
  })
  expect(kept(tom)).toEqual(['stand.png', 'halle.png'])
  expect(await tom.sends(rest)).toMatchObject(saying('Anfrage #1 ist eingereicht'))
  expect(sam.sees(1).text).toContain('stand.png (image/png, 200 B)')
  expect(sam.sees(1).text).toContain('halle.png (image/png, 300 B)')
})

test('given files that cannot be taken, then the form says which and why, and has the others', async () => {
  const { mara } = await startStack({
    organisationYaml: `${organisationYaml}media: { maxBytes: 1MB, maxFiles: 2 }\n`,
  })
  await mara.requestsApprovalOf({
    text: 'Our stand',
    files: [
      picture(1_100_000, 'huge.png'),
      ...[1, 2, 3].map((number) => picture(200 + number, `${number}.png`)),
    ],
  })
  expect(kept(mara)).toEqual(['1.png', '2.png'])
  expect(mara.dialog?.text).toContain('too large, at most 1 MB are possible: huge.png')
  expect(mara.dialog?.text).toContain('so 1 more could not be taken over')
})

test('given a guest, then they are refused as everywhere', async () => {
  const { gita } = await startStack()
  expect(await gita.requestsApprovalOf({ text: 'Hello' })).toMatchObject(saying('cannot request'))
})
