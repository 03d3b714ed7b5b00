/** What people write to one another in Teams, where the bot is not. */
import type { Tenant } from '../../../adapters/sandbox/teams-server/tenant.ts'
import type { Upload, Written } from './screen.ts'

const talk = '19:among-people@thread.v2'

/** A colleague of the person writes; gives where. */
export function writesAmongPeople(
  tenant: Tenant,
  hosted: (file: Upload) => string,
  person: string,
  { text, files = [] }: Written,
): { readonly conversation: string; readonly message: string } {
  const members = new Set(tenant.people.keys())
  const conversation = tenant.conversations.get(talk) ?? {
    id: talk,
    type: 'groupChat' as const,
    name: 'Marketing',
    members,
    messages: [],
    blocked: false,
    removed: true,
  }
  tenant.conversations.set(talk, conversation)
  const message = tenant.newMessageId()
  conversation.messages.push({
    id: message,
    from: [...members].find((one) => one !== person) ?? person,
    at: tenant.clock.now(),
    thread: null,
    text: `<p>${html(text)}</p>`,
    summary: '',
    attachments: files.map((file) => ({
      contentType: 'reference',
      name: file.name,
      contentUrl: hosted(file),
    })),
    entities: [],
    edits: 0,
    views: new Map(),
  })
  return { conversation: talk, message }
}

/** What people read, as Teams writes it down. */
const html = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/https?:\/\/\S+/g, (url) => `<a href="${url}">${url}</a>`)
