/** The bytes of files that people send to the bot, or that a message has which they ask approval for. */
import { z } from 'zod'
import type { Attachments } from '../../src/app/ports.ts'
import type { PlatformFile } from '../../src/view/form.ts'
import type { Fetch } from './call.ts'
import type { Gate } from './hosts.ts'
import { signalFor } from './patience.ts'
import type { TeamsActivity } from './payload.ts'
import type { TeamsSettings } from './settings.ts'
import type { Tokens } from './token.ts'

type Fetched = Awaited<ReturnType<Attachments['fetch']>>

const unavailable: Fetched = { ok: false, reason: 'unavailable' }
const notFound: Fetched = { ok: false, reason: 'not_found' }
const tooLarge: Fetched = { ok: false, reason: 'too_large' }

/** Where files of Teams lie. An address of a file comes back through the client, so any other is refused. */
const fileHosts = ['sharepoint.com', 'sharepoint.us', 'svc.ms']

export interface AttachmentOptions {
  readonly settings: Pick<TeamsSettings, 'cloud' | 'tenantId'>
  readonly tokens: Tokens
  readonly gate: Gate
  readonly fetch: Fetch
  /** For the whole download, in milliseconds. */
  readonly timeoutMs: number
}

const uploaded = 'application/vnd.microsoft.teams.file.download.info'

/** The files of a message, by the address at which each can be fetched. */
export function filesOf(attachments: NonNullable<TeamsActivity['attachments']>): readonly PlatformFile[] {
  return attachments.flatMap(({ contentType, contentUrl, content, name }) => {
    const url = contentType === uploaded ? downloadUrlOf(content) : (contentUrl ?? null)
    const isFile =
      contentType === uploaded || contentType === 'reference' || contentType?.startsWith('image/')
    if (url === null || isFile !== true) return []
    return [typeof name === 'string' ? { id: url, name } : { id: url }]
  })
}

function downloadUrlOf(content: unknown): string | null {
  if (typeof content !== 'object' || content === null || !('downloadUrl' in content)) return null
  return typeof content.downloadUrl === 'string' ? content.downloadUrl : null
}

/** Fetches files from Teams' own hosts only; never throws. */
export function teamsAttachments(options: AttachmentOptions): Attachments {
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

async function fetchBytes(address: string, maxBytes: number, options: AttachmentOptions): Promise<Fetched> {
  if (!URL.canParse(address)) return notFound
  const plain = await get(address, {}, options)
  // A link that somebody copied holds no key; Graph opens it where the app may read the organisation's files, and the
  // link is one that opens for everybody in it: the app must not read for somebody what they may not read themselves.
  const response = plain === null || isFile(plain) ? plain : ((await throughGraph(address, options)) ?? plain)
  if (response === null) return unavailable
  if (response.status === 404 || response.status === 410) return notFound
  if (response.status !== 200) return unavailable
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) return tooLarge
  const bytes = await readAtMost(response, maxBytes)
  if (bytes === null) return tooLarge
  const mimeType = response.headers.get('content-type')?.split(';')[0]?.trim() || 'application/octet-stream'
  // Without a right to the file SharePoint answers 200 with its sign-in page instead.
  if (mimeType === 'text/html') return unavailable
  // The address holds a key to the file, which the record must not keep.
  const source = `teams:${new URL(address).hostname}`
  return { ok: true, bytes, mimeType, name: nameIn(response, address), source }
}

const isFile = (response: Response): boolean =>
  response.status === 200 && response.headers.get('content-type')?.startsWith('text/html') !== true

async function throughGraph(link: string, options: AttachmentOptions): Promise<Response | null> {
  const { cloud, tenantId } = options.settings
  const share = `u!${Buffer.from(link).toString('base64url')}`
  const authorization = `Bearer ${await options.tokens.graph(tenantId)}`
  const shared = await get(`${cloud.graphUrl}shares/${share}/permission`, { authorization }, options)
  if (shared === null || !(await opensForEverybody(shared))) return null
  return get(`${cloud.graphUrl}shares/${share}/driveItem/content`, { authorization }, options)
}

const permission = z.looseObject({
  link: z.looseObject({ scope: z.enum(['anonymous', 'organization']) }),
})

async function opensForEverybody(response: Response): Promise<boolean> {
  const json: unknown = response.status === 200 ? await response.json() : null
  return permission.safeParse(json).success
}

/** Follows redirects itself, because the token must not go along, and not every host may be asked. */
async function get(
  address: string,
  first: Readonly<Record<string, string>>,
  options: AttachmentOptions,
): Promise<Response | null> {
  const { settings, tokens, gate } = options
  const signal = signalFor(options.timeoutMs)
  if (signal === null) return null
  let url = address
  for (let hop = 0; hop < 4; hop++) {
    if (!isFileHost(url, settings)) return null
    await gate(url)
    // Pictures in a message lie with the connector, which wants the bot's token; uploads hold a key of their own.
    const own = isPicture(url, settings)
    const headers = own ? { authorization: `Bearer ${await tokens.connector()}` } : hop === 0 ? first : {}
    const response = await options.fetch(url, { headers, redirect: 'manual', signal })
    const location = response.headers.get('location')
    if (response.status < 300 || response.status >= 400 || location === null) return response
    await response.body?.cancel()
    if (!URL.canParse(location, url)) return null
    url = new URL(location, url).href
  }
  return null
}

/** With the bot's token the connector would tell of any conversation: nothing but attachments is asked with it. */
function isPicture(address: string, { cloud }: Pick<TeamsSettings, 'cloud'>): boolean {
  const { origin, pathname } = new URL(address)
  return (
    origin === new URL(cloud.serviceUrl).origin && /\/v3\/attachments\/[^/]+\/views\/[^/]+$/u.test(pathname)
  )
}

function isFileHost(address: string, { cloud }: Pick<TeamsSettings, 'cloud'>): boolean {
  if (!URL.canParse(address)) return false
  const { origin, hostname } = new URL(address)
  if ([cloud.serviceUrl, cloud.graphUrl].some((url) => origin === new URL(url).origin)) return true
  return fileHosts.some((host) => hostname === host || hostname.endsWith(`.${host}`))
}

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

function nameIn(response: Response, address: string): string {
  const header = response.headers.get('content-disposition') ?? ''
  const encoded = /filename\*=UTF-8''([^;]+)/iu.exec(header)?.[1]
  const plain = /filename="?([^";]+)"?/iu.exec(header)?.[1]
  const last = new URL(address).pathname.split('/').at(-1) ?? ''
  const name = encoded ?? plain ?? last
  try {
    return decodeURIComponent(name) || 'file'
  } catch {
    return name || 'file'
  }
}
