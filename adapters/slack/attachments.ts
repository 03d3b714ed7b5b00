/** The bytes of files that people attach in Slack's modals. */
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { Attachments } from '../../src/app/ports.ts'
import { faultOf, refusedWith } from './client.ts'
import { tokenMayGoTo } from './hosts.ts'

type Fetched = Awaited<ReturnType<Attachments['fetch']>>
/** `fetch` as the download needs it: with a body that can be read in pieces. */
export type Download = typeof globalThis.fetch

const file = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  mode: z.string().nullish(),
  url_private: z.string().nullish(),
  url_private_download: z.string().nullish(),
})

const gone = new Set(['file_not_found', 'file_deleted', 'file_access'])
const unavailable: Fetched = { ok: false, reason: 'unavailable' }
const notFound: Fetched = { ok: false, reason: 'not_found' }
const tooLarge: Fetched = { ok: false, reason: 'too_large' }

/** Reads at most `max` bytes; null when there are more. */
async function readAtMost(response: Response, max: number): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of response.body ?? []) {
    length += piece.byteLength
    if (length > max) return null
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

export interface AttachmentOptions {
  readonly client: WebClient
  readonly botToken: string
  readonly apiUrl: string
  readonly download?: Download
  /** For the whole download, in milliseconds. */
  readonly timeoutMs: number
}

/** Follows redirects itself, because the token must not go along to another host. */
async function get(address: string, options: AttachmentOptions): Promise<Response | null> {
  const signal = AbortSignal.timeout(options.timeoutMs)
  const download = options.download ?? globalThis.fetch
  let url = address
  for (let hop = 0; hop < 4; hop++) {
    if (!tokenMayGoTo(url, options.apiUrl)) return null
    const response = await download(url, {
      headers: { Authorization: `Bearer ${options.botToken}` },
      redirect: 'manual',
      signal,
    })
    const location = response.headers.get('location')
    if (response.status < 300 || response.status >= 400 || location === null) return response
    await response.body?.cancel()
    if (!URL.canParse(location, url)) return null
    url = new URL(location, url).href
  }
  return null
}

type Description = { readonly about: z.infer<typeof file> } | { readonly refused: Fetched }

async function describe(client: WebClient, id: string): Promise<Description> {
  try {
    const about = file.parse((await client.files.info({ file: id })).file)
    const hidden = about.mode === 'tombstone' || about.mode === 'hidden_by_limit'
    return hidden ? { refused: notFound } : { about }
  } catch (error) {
    return { refused: gone.has(refusedWith(faultOf(error)) ?? '') ? notFound : unavailable }
  }
}

async function fetchBytes(id: string, maxBytes: number, options: AttachmentOptions): Promise<Fetched> {
  const described = await describe(options.client, id)
  if ('refused' in described) return described.refused
  const { about } = described
  if ((about.size ?? 0) > maxBytes) return tooLarge
  const address = about.url_private_download ?? about.url_private ?? null
  const response = address === null ? null : await get(address, options)
  if (response === null || response.status !== 200) return unavailable
  const mimeType = about.mimetype ?? 'application/octet-stream'
  // Without the scope Slack answers 200 with its sign-in page instead of the file.
  const answered = response.headers.get('content-type') ?? ''
  if (answered.startsWith('text/html') && !mimeType.startsWith('text/html')) return unavailable
  const bytes = await readAtMost(response, maxBytes)
  if (bytes === null) return tooLarge
  return { ok: true, bytes, mimeType, name: about.name ?? about.id, source: `slack:${about.id}` }
}

/** Fetches files with the bot token from Slack's hosts only; never throws. */
export function slackAttachments(options: AttachmentOptions): Attachments {
  return {
    async fetch({ id }, { maxBytes }) {
      try {
        return await fetchBytes(id, maxBytes, options)
      } catch {
        return unavailable
      }
    },
  }
}
