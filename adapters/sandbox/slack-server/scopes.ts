import { type Json, textAt } from './json.ts'
import type { Workspace } from './workspace.ts'

/** What the bot was granted when it was installed: the scopes that its manifest asks for. */
export const grantedScopes: readonly string[] = [
  'chat:write',
  'commands',
  'files:read',
  'reactions:read',
  'im:write',
  'mpim:write',
  'im:history',
  'mpim:history',
  'users:read',
  'users:read.email',
  'usergroups:read',
  'channels:history',
  'groups:history',
  'channels:read',
  'groups:read',
]

const scopeOf: Readonly<Record<string, string>> = {
  'chat.postMessage': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.update': 'chat:write',
  'chat.delete': 'chat:write',
  'files.info': 'files:read',
  'users.info': 'users:read',
  'users.list': 'users:read',
  'users.lookupByEmail': 'users:read.email',
  'usergroups.list': 'usergroups:read',
  'usergroups.users.list': 'usergroups:read',
}
const prefixOf = { im: 'im', mpim: 'mpim', public: 'channels', private: 'groups' } as const

function neededScope(workspace: Workspace, method: string, args: Json): string | null {
  if (method === 'conversations.open')
    return (textAt(args, 'users') ?? '').includes(',') ? 'mpim:write' : 'im:write'
  const right = /^conversations\.(?:(history|replies)|info|members)$/.exec(method)
  if (right === null) return scopeOf[method] ?? null
  const conversation = workspace.conversations.get(textAt(args, 'channel') ?? '')
  // What does not exist is refused by the method itself.
  if (conversation === undefined) return null
  return `${prefixOf[conversation.type]}:${right[1] === undefined ? 'read' : 'history'}`
}

/** What Slack adds to its refusal of a call for which a scope is missing; null when none is. */
export function missingScope(
  workspace: Workspace,
  method: string,
  args: Json,
): { needed: string; provided: string } | null {
  const needed = neededScope(workspace, method, args)
  const { scopes } = workspace.app
  return needed === null || scopes.has(needed) ? null : { needed, provided: [...scopes].join(',') }
}
