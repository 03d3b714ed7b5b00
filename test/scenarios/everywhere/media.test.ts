import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { startStack, type Upload } from '../../support/stack/everywhere.ts'

const picture = (size = 200, name = 'stand.png'): Upload => ({
  name,
  mimeType: 'image/png',
  bytes: Uint8Array.from({ length: size }, (_, index) => index % 251),
})
const sha256 = (file: Upload) => createHash('sha256').update(file.bytes).digest('hex')

test('given files of a post, when it is asked for, then their bytes are kept, and reviewers see exactly these', async () => {
  const { mara, sam, lena, database } = await startStack()
  const plan = { name: 'plan.pdf', mimeType: 'application/pdf', bytes: Buffer.from('%PDF-1.7 plan') }
  const files = [picture(), plan]
  const post = await mara.asksForPostWithFiles(files)
  for (const file of files)
    expect((await database.blobs.get(sha256(file)))?.bytes).toEqual(Buffer.from(file.bytes))
  expect(sam.sees(post).text).toContain('stand.png (image/png, 200 B)')
  expect(sam.sees(post).text).toContain('plan.pdf (application/pdf, 13 B)')
  expect(sam.sees(post).text).toContain('It contains pictures, videos or other files.')
  expect(lena.sees(post).text).toContain('Dateien')
})

test('given a post with two files, when one is taken out in a revision, then the card says which, and what was decided on stays', async () => {
  const { mara, sam, database } = await startStack()
  const [first, second] = [picture(200, 'first.png'), picture(300, 'second.png')]
  const post = await mara.asksForPostWithFiles([first, second])
  const opened = await mara.presses(post, 'revise')
  if (opened.shows !== 'form') throw new Error(opened.shows)
  const kept = opened.form.fields.find(({ id }) => id === 'kept:media')
  expect(kept?.options.map(({ label }) => label)).toEqual(['first.png', 'second.png'])
  expect(await mara.sends({ 'kept:media': [sha256(second)] })).toEqual({ outcome: 'done' })
  expect(sam.sees(post).marked).toContain('[-first.png')
  expect(sam.sees(post).text).toContain('second.png')
  expect(await database.blobs.get(sha256(first))).not.toBeNull()
})
