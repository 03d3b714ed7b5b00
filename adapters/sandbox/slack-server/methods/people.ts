import { type Method, profileOf, refuse } from '../answer.ts'
import { flagAt, textAt } from '../json.ts'

const authTest: Method = ({ workspace, origin }) => ({
  ok: true,
  url: `${origin}/`,
  team: workspace.team.name,
  user: 'countersign',
  team_id: workspace.team.id,
  user_id: workspace.app.user,
  bot_id: workspace.app.bot,
  is_enterprise_install: false,
})

const info: Method = ({ workspace, args }) => {
  const account = workspace.accounts.get(textAt(args, 'user') ?? '')
  if (!account) return refuse('user_not_found')
  const user = profileOf(workspace, account)
  return { ok: true, user: flagAt(args, 'include_locale') ? { ...user, locale: account.locale } : user }
}

const lookupByEmail: Method = ({ workspace, args }) => {
  const email = (textAt(args, 'email') ?? '').toLowerCase()
  // Slack answers for bots and deactivated accounts as if there were nobody with that address.
  const account = [...workspace.accounts.values()].find(
    (one) => one.email === email && one.kind !== 'bot' && one.kind !== 'deactivated',
  )
  return account ? { ok: true, user: profileOf(workspace, account) } : refuse('users_not_found')
}

const list: Method = ({ workspace, args }) => {
  const all = [...workspace.accounts.values()]
  const start = Number(textAt(args, 'cursor') ?? 0) || 0
  const limit = Number(args.limit ?? 200) || 200
  const more = all.length > start + limit
  return {
    ok: true,
    members: all.slice(start, start + limit).map((one) => profileOf(workspace, one)),
    response_metadata: { next_cursor: more ? String(start + limit) : '' },
  }
}

const userGroups: Method = ({ workspace, args }) => ({
  ok: true,
  usergroups: workspace.userGroups.map((group) => ({
    id: group.id,
    team_id: workspace.team.id,
    is_usergroup: true,
    name: group.name,
    handle: group.handle,
    date_delete: 0,
    user_count: group.users.length,
    ...(flagAt(args, 'include_users') ? { users: group.users } : {}),
  })),
})

const userGroupMembers: Method = ({ workspace, args }) => {
  const group = workspace.userGroups.find((one) => one.id === args.usergroup)
  return group ? { ok: true, users: group.users } : refuse('no_such_subteam')
}

export const peopleMethods: Readonly<Record<string, Method>> = {
  'auth.test': authTest,
  'auth.revoke': () => ({ ok: true, revoked: true }),
  'users.info': info,
  'users.lookupByEmail': lookupByEmail,
  'users.list': list,
  'usergroups.list': userGroups,
  'usergroups.users.list': userGroupMembers,
}
