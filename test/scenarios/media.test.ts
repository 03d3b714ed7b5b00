import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { organisationYaml } from '../../adapters/sandbox/organisation.ts'
import { saying, startStack } from '../support/stack/index.ts'
import type { Upload } from '../support/stack/screen.ts'

const picture = (size = 200, name = 'stand.png'): Upload => ({
  name,
  mimeType: 'image/png',
  bytes: Uint8Array.from({ length: size }, (_, index) => index % 251),
})
const sha256 = (file: Upload) => createHash('sha256').update(file.bytes).digest('hex')
const small = `${organisationYaml}media: { maxBytes: 1MB, maxFiles: 2 }\n`

describe('given files in the form', () => {
  test('when it is revised, then a file can be kept, removed and added, and the card says which', async () => {
    const { mara, sam, database } = await startStack()
    const [first, second] = [picture(200, 'first.png'), picture(300, 'second.png')]
    const post = await mara.asksForPost({ media: { files: [first, second] } })
    const opened = await mara.presses(post, 'revise')
    if (opened.shows !== 'form') throw new Error(opened.shows)
    const kept = opened.form.fields.find(({ id }) => id === 'kept:media')
    expect(kept?.options.map(({ label }) => label)).toEqual(['first.png', 'second.png'])
    const third = picture(400, 'third.png')
    await mara.sends({ 'kept:media': [sha256(second)], media: { files: [third] } })
    expect(sam.sees(post).marked).toContain('[-first.png')
    expect(sam.sees(post).marked).toContain('{+third.png')
    expect(sam.sees(post).pictures).toEqual(['second.png', 'third.png'])
    // The earlier revision stays as it was decided on.
    expect(await database.blobs.get(sha256(first))).not.toBeNull()
  })

  test('when one is too large, then the field says how much is possible, and everything else stays typed', async () => {
    const { mara, lena } = await startStack({ organisationYaml: small })
    const asking = mara.asksForPost({ media: { files: [picture(1_100_000)] } })
    await expect(asking).rejects.toThrow(/"media":"This file is too large\. At most 1 MB are possible\."/)
    expect(mara.dialog?.title).toBe('New post')
    expect(lena.news()).toEqual([])
  })

  test('when there are too many, then the form says so', async () => {
    const { mara } = await startStack({ organisationYaml: small })
    const files = [1, 2, 3].map((size) => picture(size, `${size}.png`))
    await expect(mara.asksForPost({ media: { files } })).rejects.toThrow(/too_many/)
  })

  test('when one is gone by the time it is fetched, then the field says so; attached again, it works', async () => {
    const { mara, sam, slack } = await startStack()
    slack.pardons(/^files\.info: file_not_found/)
    slack.answers('files.info', () => ({ ok: false, error: 'file_not_found' }))
    await expect(mara.asksForPost({ media: { files: [picture()] } })).rejects.toThrow(
      /"media":"This file could not be fetched\. Please attach it again\."/,
    )
    slack.mends('files.info')
    const sent = await mara.sends({
      channels: ['linkedin'],
      text: 'Meet us.',
      need_why: 'They should come.',
      need_if_late: 'It is over.',
      audience: 'Customers',
      media: { files: [picture()] },
    })
    expect(sent).toMatchObject(saying('Request #1 is submitted'))
    expect(sam.sees(1).pictures).toEqual(['stand.png'])
  })

  test('when Slack answers with its sign-in page instead of the file, then that is not taken for the file', async () => {
    const { tom, slack, database } = await startStack()
    slack.answers('files.info', ({ file }) => ({
      ok: true,
      file: {
        id: String(file),
        name: 'bild.png',
        mimetype: 'image/png',
        size: 10,
        url_private_download: `${slack.signInPage}`,
      },
    }))
    await expect(tom.asksForPost({ media: { files: [picture()] } })).rejects.toThrow(
      /ließ sich nicht abrufen/,
    )
    expect(await database.blobs.get(sha256(picture()))).toBeNull()
  })
})
