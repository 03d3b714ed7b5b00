/** Addresses that open Teams at a message. https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams */
import { parseReference } from './reference.ts'
import type { TeamsSettings } from './settings.ts'

const teams = 'https://teams.microsoft.com/l'

/**
 * The address that opens the message at this reference: in a group chat by the ids of chat and message, in a channel by those
 * of channel and message. A person's own conversation with the bot has an id (`a:…`) that such an address does not take;
 * there it opens the conversation, whose newest message is the one that was just posted. Null where it is none of Teams'.
 */
export function linkTo(
  reference: string,
  { appId, allowedTenants }: Pick<TeamsSettings, 'appId' | 'allowedTenants'>,
): string | null {
  const at = parseReference(reference)
  if (at === null) return null
  // Of several tenants the reference does not say which: then the client takes the one that its owner is in.
  const [tenant, ...others] = allowedTenants
  const where = tenant === undefined || others.length > 0 ? {} : { tenantId: tenant }
  const conversation = at.conversation.replace(/;messageid=.*$/u, '')
  if (!conversation.startsWith('19:'))
    return `${teams}/chat/0/0?${new URLSearchParams({ ...where, users: `28:${appId}` })}`
  const message = `${teams}/message/${encodeURIComponent(conversation)}/${encodeURIComponent(at.activity)}`
  const isChannel = /@thread\.(?:tacv2|skype)$/u.test(conversation)
  const more: Record<string, string> = isChannel
    ? { ...where, parentMessageId: at.activity }
    : { ...where, context: JSON.stringify({ contextType: 'chat' }) }
  return `${message}?${new URLSearchParams(more)}`
}
